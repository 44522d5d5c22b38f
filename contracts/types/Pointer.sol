// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Where a record lies and what it holds, as hashes: the encrypted address itself is only in the event.
/// @param mdrs The resource server that keeps the record.
/// @param version 1 for the first registration, one more with each that follows.
/// @param pointerHash Hash of the newest encrypted address.
/// @param contentHash Hash of the record's content.
struct Pointer {
    address mdrs;
    uint32 version;
    bytes32 pointerHash;
    bytes32 contentHash;
}
