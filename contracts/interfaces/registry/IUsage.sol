// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title What a resource server did, as one hash for many accesses
/// @author chronobench
/// @notice An access in a transaction of its own costs thousands of times more and publishes who saw whom when. A root
/// commits the server to its log; a patient is shown the proof for the own entries.
interface IUsage {
    /// @notice A server committed itself to a batch of accesses.
    /// @param mdrs The server.
    /// @param batch The server's number of the batch.
    /// @param root Merkle root of the accesses.
    /// @param count How many there are.
    event UsageCommitted(address indexed mdrs, uint64 indexed batch, bytes32 root, uint32 count);

    /// @notice Commits to a batch of accesses; the caller is a registered server, suspended or not: evidence of the past
    /// is always welcome.
    /// @param batch The server's number of the batch.
    /// @param root Merkle root of the accesses; not 0.
    /// @param count How many there are; not 0.
    function commitUsage(uint64 batch, bytes32 root, uint32 count) external;
}
