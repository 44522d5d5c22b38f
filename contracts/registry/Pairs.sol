// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPairs} from "../interfaces/registry/IPairs.sol";
import {Operations} from "../libraries/Operations.sol";
import {RecordScope} from "../libraries/RecordScope.sol";
import {Grant, Status} from "../types/Grant.sol";
import {Reason} from "../types/Reason.sol";
import {Entities} from "./Entities.sol";

/// @title What is stored about a patient and a member of staff, and what it allows now
/// @author chronobench
/// @notice The only place that knows when a grant is live.
abstract contract Pairs is Entities, IPairs {
    mapping(address sp => mapping(address ms => Grant pair)) private _pairs;
    mapping(address sp => uint32 epoch) internal _patientEpochs;

    /// @inheritdoc IPairs
    function check(
        address sp,
        address ms,
        address mdrs,
        bytes32 recordId,
        bytes32[] calldata proof,
        uint32 ops,
        uint16 purpose
    ) external view returns (Reason) {
        Reason reason = _liveness(sp, ms);
        if (reason != Reason.Ok) return reason;
        Grant storage pair = _pairs[sp][ms];
        if (pair.mdrs != mdrs) return Reason.WrongServer;
        return _coverage(pair, recordId, proof, ops, purpose);
    }

    /// @inheritdoc IPairs
    function GetMS(address sp, address ms) external view returns (Grant memory) {
        // solhint-disable-previous-line func-name-mixedcase
        return _pairs[sp][ms];
    }

    /// @inheritdoc IPairs
    function patientEpoch(address sp) external view returns (uint32) {
        return _patientEpochs[sp];
    }

    /// @inheritdoc IPairs
    function grantId(address sp, address ms, uint32 epoch) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), sp, ms, epoch));
    }

    /// @notice Where a pair is stored.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @return pair The place.
    function _pair(address sp, address ms) internal view returns (Grant storage pair) {
        return _pairs[sp][ms];
    }

    /// @notice Ends an open request, if there is one; whatever moves a pair calls this first.
    /// @param pair The pair.
    /// @param ms Its member of staff.
    function _closeRequest(Grant storage pair, address ms) internal {
        if (pair.status == Status.Requested) --_entity(ms).openRequests;
    }

    /// @notice Whether a grant is live, whatever is asked of it.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @return Ok, or the first reason against it.
    function _liveness(address sp, address ms) internal view returns (Reason) {
        Grant storage pair = _pairs[sp][ms];
        if (pair.status == Status.None) return Reason.NoGrant;
        if (pair.status != Status.Active) return Reason.NotActive;
        if (block.timestamp < pair.notBefore) return Reason.NotYetValid;
        if (block.timestamp >= pair.expiresAt) return Reason.Expired;
        if (pair.patientEpoch != _patientEpochs[sp]) return Reason.PatientEpoch;
        Reason reason = _staffReason(ms);
        if (reason != Reason.Ok) return reason;
        if (!_isLive(_entity(pair.mdrs))) return Reason.ServerInvalid;
        if (pair.usesMax != 0 && pair.uses >= pair.usesMax) return Reason.UsesExhausted;
        return paused ? Reason.Paused : Reason.Ok;
    }

    /// @notice Whether a live grant covers what is asked of it.
    /// @param pair The grant.
    /// @param recordId The record.
    /// @param proof That the record belongs to its scope.
    /// @param ops What is to be done with it.
    /// @param purpose What for.
    /// @return Ok, or the first reason against it.
    function _coverage(
        Grant storage pair,
        bytes32 recordId,
        bytes32[] calldata proof,
        uint32 ops,
        uint16 purpose
    ) internal view returns (Reason) {
        if (!RecordScope.contains(pair.scope, recordId, proof)) return Reason.ScopeMismatch;
        if (!Operations.cover(pair.ops, ops)) return Reason.OpsMismatch;
        return pair.purpose == purpose ? Reason.Ok : Reason.PurposeMismatch;
    }
}
