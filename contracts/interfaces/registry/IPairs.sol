// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Grant, Status} from "../../types/Grant.sol";
import {Reason} from "../../types/Reason.sol";

/// @title What anybody may ask about a patient and a member of staff
/// @author chronobench
/// @notice No answer depends on the caller, since whoever asks in an `eth_call` picks any `from`: an answer says what
/// the patient decided, and authenticates nobody.
interface IPairs {
    /// @notice The pair is not at a stage at which this is possible.
    /// @param have The stage that it is at.
    error BadState(Status have);

    /// @notice The decision or the token belongs to another epoch of the pair.
    /// @param want The epoch that it is for.
    /// @param have The epoch that the pair is at.
    error StaleEpoch(uint32 want, uint32 have);

    /// @notice Whether a resource server may release a record now. Never reverts.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param mdrs The server that asks.
    /// @param recordId The record.
    /// @param proof That the record belongs to the granted scope.
    /// @param ops What is to be done with it; all must be granted.
    /// @param purpose What for; must be the one granted.
    /// @return Ok, or the first reason against it.
    function check(
        address sp,
        address ms,
        address mdrs,
        bytes32 recordId,
        bytes32[] calldata proof,
        uint32 ops,
        uint16 purpose
    ) external view returns (Reason);

    /// @notice All that is stored about a pair. The spelling is the paper's.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @return The grant; all zero when nothing ever happened.
    function GetMS(address sp, address ms) external view returns (Grant memory); // solhint-disable-line func-name-mixedcase

    /// @notice The name of a pair at one of its epochs: the capability that a grant gives.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param epoch The epoch.
    /// @return Hash of this chain, this contract, the pair and the epoch.
    function grantId(address sp, address ms, uint32 epoch) external view returns (bytes32);

    /// @notice A patient's own epoch, which every `revokeAll` raises.
    /// @param sp The patient.
    /// @return The epoch.
    function patientEpoch(address sp) external view returns (uint32);
}
