// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IRequests} from "../interfaces/registry/IRequests.sol";
import {Limits} from "../libraries/Limits.sol";
import {Operations} from "../libraries/Operations.sol";
import {Entity} from "../types/Entity.sol";
import {Grant, Status} from "../types/Grant.sol";
import {Reason} from "../types/Reason.sol";
import {Pairs} from "./Pairs.sol";

/// @title The request cycle
/// @author chronobench
/// @notice Moves a pair among the stages at which nothing is granted.
abstract contract Requests is Pairs, IRequests {
    /// @inheritdoc IRequests
    function reqManage(address sp, uint16 purpose, uint32 ops, bytes32 scope) external {
        _requireStaff(msg.sender);
        if (sp == address(0) || purpose == 0 || !Operations.isMeaningful(ops)) revert ZeroValue();
        Grant storage pair = _pair(sp, msg.sender);
        if (pair.blocked) revert Unauthorized();
        if (pair.status == Status.Requested || _liveness(sp, msg.sender) == Reason.Ok) {
            revert BadState(pair.status);
        }
        if (block.timestamp < pair.coolDownUntil) revert CoolDown(pair.coolDownUntil);
        Entity storage staff = _entity(msg.sender);
        if (staff.openRequests == Limits.OPEN_REQUESTS) revert TooManyOpen();
        ++staff.openRequests;
        pair.status = Status.Requested;
        pair.requestedAt = uint48(block.timestamp);
        emit AccessRequested(sp, msg.sender, pair.epoch, purpose, ops, scope);
    }

    /// @inheritdoc IRequests
    function deny(address ms) external {
        Grant storage pair = _endRequest(msg.sender, ms, Status.Denied);
        pair.coolDownUntil = uint48(block.timestamp) + Limits.COOL_DOWN;
        emit ConsentDenied(msg.sender, ms, pair.epoch);
    }

    /// @inheritdoc IRequests
    function withdrawRequest(address sp) external {
        Grant storage pair = _endRequest(sp, msg.sender, Status.Withdrawn);
        emit RequestWithdrawn(sp, msg.sender, pair.epoch);
    }

    /// @inheritdoc IRequests
    function setBlocked(address ms, bool on) external {
        _pair(msg.sender, ms).blocked = on;
        emit BlockSet(msg.sender, ms, on);
    }

    /// @notice Ends an open request without a grant.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param outcome The stage that it leads to.
    /// @return pair The pair.
    function _endRequest(address sp, address ms, Status outcome) private returns (Grant storage pair) {
        pair = _pair(sp, ms);
        if (pair.status != Status.Requested) revert BadState(pair.status);
        _closeRequest(pair, ms);
        pair.status = outcome;
    }
}
