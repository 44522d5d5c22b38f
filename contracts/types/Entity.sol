// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What a registered address is: a provider employs staff, a resource server keeps records.
enum Role {
    None,
    Provider,
    Staff,
    ResourceServer
}

/// @notice A registered address. Its first slot holds all that a check of liveness needs.
/// @param registrar Who registered it: the regulator, or for staff the provider.
/// @param validUntil From this second on it is no longer live.
/// @param role What it is; never changes.
/// @param suspensions Who suspended it, one bit each, so that nobody lifts another's suspension. 0: nobody.
/// @param openRequests Staff only: patients whom it has asked and who have not answered.
/// @param tokenSerial Staff only: tokens issued so far, modulo 2^24; makes token ids of one second distinct.
/// @param credential Hash of the licence with a salt of at least 128 bits, so that nobody can guess the licence.
/// @param encKey Public key (or its hash) to which others encrypt.
struct Entity {
    address registrar;
    uint48 validUntil;
    Role role;
    uint8 suspensions;
    uint8 openRequests;
    uint24 tokenSerial;
    bytes32 credential;
    bytes32 encKey;
}
