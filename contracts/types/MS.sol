// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The stage of one policy. The README draws the transitions.
enum Status {
    None,
    Requested,
    Active,
    Revoked
}

/// @notice What the paper calls MS_policy: the access that a patient gave to a member of the medical staff.
/// @param status Stage of the policy; the token and the address below mean nothing unless it is Active.
/// @param requestedAt Time of the newest request, in seconds since 1970.
/// @param token Access token of the newest grant. Everybody can read it, and predict it.
/// @param encryptedAddress Where the data lies, encrypted off chain to the server that keeps it.
struct MS {
    Status status;
    uint64 requestedAt;
    bytes32 token;
    bytes encryptedAddress;
}
