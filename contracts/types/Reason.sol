// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Why access is refused. A check names the first that applies: those about the grant itself, NoGrant to
/// ProviderInvalid, then ServerInvalid, UsesExhausted and Paused; then those about what is asked of it, WrongServer to
/// PurposeMismatch. The numbers are part of the interface and never change.
enum Reason {
    Ok,
    NoGrant,
    NotActive,
    NotYetValid,
    Expired,
    PatientEpoch,
    StaffInvalid,
    ProviderInvalid,
    WrongServer,
    ScopeMismatch,
    OpsMismatch,
    PurposeMismatch,
    UsesExhausted,
    Paused,
    ServerInvalid
}
