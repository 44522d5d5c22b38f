// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IConsent} from "./interfaces/IConsent.sol";
import {MS, Status} from "./types/MS.sol";

/// @title The paper's steps, for any place in which policies are kept
/// @author chronobench
/// @notice For comparison, never deploy. NaiveConsent and PaperConsent differ in `_policy` alone.
abstract contract PaperFlow is IConsent {
    /// @inheritdoc IConsent
    function reqManage(address sp) external {
        MS storage policy = _policy(sp, msg.sender);
        if (policy.status == Status.Active) revert BadState(Status.Active);
        policy.status = Status.Requested;
        policy.requestedAt = uint64(block.timestamp);
        emit AccessRequested(sp, msg.sender);
    }

    /// @inheritdoc IConsent
    function grant(address ms, bytes calldata encryptedAddress) external {
        MS storage policy = _policy(msg.sender, ms);
        Status status = policy.status;
        if (status != Status.Requested && status != Status.Active) revert BadState(status);
        if (encryptedAddress.length == 0) revert EmptyAddress(ms);
        // Predictable and public on purpose: the paper names no secret that the token could hold.
        bytes32 token = keccak256(abi.encodePacked(msg.sender, ms, block.number));
        policy.status = Status.Active;
        policy.token = token;
        policy.encryptedAddress = encryptedAddress;
        emit ConsentGranted(msg.sender, ms, token);
    }

    /// @inheritdoc IConsent
    function revoc(address ms) external {
        MS storage policy = _policy(msg.sender, ms);
        if (policy.status != Status.Active) revert BadState(policy.status);
        policy.status = Status.Revoked;
        emit ConsentRevoked(msg.sender, ms);
    }

    /// @inheritdoc IConsent
    function GetMS(address sp, address ms) external view returns (MS memory) {
        // solhint-disable-previous-line func-name-mixedcase
        return _policy(sp, ms);
    }

    /// @notice Where the policy of a pair is kept.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @return policy The place.
    function _policy(address sp, address ms) internal view virtual returns (MS storage policy);
}
