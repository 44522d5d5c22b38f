// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The stage of a token. That it has expired is derived, never stored.
enum TokenStatus {
    None,
    Issued,
    Consumed,
    Cancelled
}

/// @notice A right to one access, bound to one grant at one epoch. Its id is public and no secret.
/// @param mdrs The only resource server that can consume it.
/// @param expiresAt First second at which it can no longer be consumed.
/// @param epoch The pair's epoch when it was issued; it dies with that epoch.
/// @param status The stage.
/// @param grantId The grant it was issued under, which names patient, staff and epoch.
struct Token {
    address mdrs;
    uint48 expiresAt;
    uint32 epoch;
    TokenStatus status;
    bytes32 grantId;
}
