// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IGrants} from "../interfaces/registry/IGrants.sol";
import {Limits} from "../libraries/Limits.sol";
import {Operations} from "../libraries/Operations.sol";
import {Grant, GrantInput, Status} from "../types/Grant.sol";
import {Pairs} from "./Pairs.sol";

/// @title Giving and taking back
/// @author chronobench
/// @notice The only two ways into and out of the stage Active: `_give` and `_takeBack`, each with a new epoch.
abstract contract Grants is Pairs, IGrants {
    /// @inheritdoc IGrants
    function grant(GrantInput calldata g) external returns (bytes32) {
        return _give(msg.sender, g);
    }

    /// @inheritdoc IGrants
    function grantBatch(GrantInput[] calldata g) external {
        _requireBatch(g.length);
        for (uint256 i = 0; i < g.length; ++i) _give(msg.sender, g[i]);
    }

    /// @inheritdoc IGrants
    function revoc(address ms, bytes32 reason) external {
        _takeBack(msg.sender, ms, _pair(msg.sender, ms).epoch + 1, msg.sender, reason);
    }

    /// @inheritdoc IGrants
    function revokeBatch(address[] calldata ms, bytes32 reason) external {
        _requireBatch(ms.length);
        for (uint256 i = 0; i < ms.length; ++i) {
            _takeBack(msg.sender, ms[i], _pair(msg.sender, ms[i]).epoch + 1, msg.sender, reason);
        }
    }

    /// @inheritdoc IGrants
    function revokeAll() external {
        emit AllRevoked(msg.sender, ++_patientEpochs[msg.sender]);
    }

    /// @inheritdoc IGrants
    function renounce(address sp) external {
        Grant storage pair = _pair(sp, msg.sender);
        if (pair.status != Status.Active) revert BadState(pair.status);
        _takeBack(sp, msg.sender, pair.epoch + 1, msg.sender, 0);
    }

    /// @notice Makes a pair Active at its next epoch, whatever it was before.
    /// @param sp The patient, whose decision this is known to be.
    /// @param g The grant.
    /// @return id The capability.
    function _give(address sp, GrantInput calldata g) internal returns (bytes32 id) {
        if (paused) revert IsPaused();
        _requireStaff(g.ms);
        _requireServer(g.mdrs);
        _requireMeaning(g);
        Grant storage pair = _pair(sp, g.ms);
        _closeRequest(pair, g.ms);
        uint32 epoch = pair.epoch + 1;
        (pair.mdrs, pair.notBefore, pair.expiresAt) = (g.mdrs, g.notBefore, g.expiresAt);
        (pair.scope, pair.terms) = (g.scope, g.terms);
        (pair.epoch, pair.patientEpoch, pair.status) = (epoch, _patientEpochs[sp], Status.Active);
        (pair.ops, pair.purpose, pair.usesMax, pair.uses) = (g.ops, g.purpose, g.usesMax, 0);
        id = grantId(sp, g.ms, epoch);
        _announce(sp, g, id, epoch);
    }

    /// @notice Makes a pair Revoked at a later epoch, whatever it was before. Nothing can stop it.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param epoch The epoch that it is at from now on.
    /// @param by Whose decision this is known to be.
    /// @param reason A code or a hash.
    function _takeBack(address sp, address ms, uint32 epoch, address by, bytes32 reason) internal {
        Grant storage pair = _pair(sp, ms);
        _closeRequest(pair, ms);
        (pair.epoch, pair.status) = (epoch, Status.Revoked);
        emit ConsentRevoked(sp, ms, epoch, by, reason);
    }

    /// @notice Emits the event of a grant; apart, because it needs the whole stack.
    /// @param sp The patient.
    /// @param g The grant.
    /// @param id The capability.
    /// @param epoch The new epoch.
    function _announce(address sp, GrantInput calldata g, bytes32 id, uint32 epoch) private {
        emit ConsentGranted(
            sp,
            g.ms,
            id,
            epoch,
            g.mdrs,
            g.notBefore,
            g.expiresAt,
            g.ops,
            g.purpose,
            g.usesMax
        );
    }

    /// @notice Reverts when a grant says nothing, or ends too early or too late.
    /// @param g The grant.
    function _requireMeaning(GrantInput calldata g) private view {
        if (g.scope == 0 || g.terms == 0 || g.purpose == 0) revert ZeroValue();
        if (!Operations.isMeaningful(g.ops)) revert ZeroValue();
        if (g.expiresAt <= block.timestamp || g.expiresAt <= g.notBefore) revert BadWindow();
        if (g.expiresAt > block.timestamp + Limits.GRANT_AHEAD) revert BadWindow();
    }

    /// @notice Reverts when a batch is too large.
    /// @param length How many decisions it holds.
    function _requireBatch(uint256 length) private pure {
        if (length > Limits.BATCH) revert BatchTooLarge(length);
    }
}
