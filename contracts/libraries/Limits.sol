// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Every bound of the registry, in one place
/// @author chronobench
/// @notice Nothing here depends on history: with these bounds the gas of every function has a bound too.
library Limits {
    /// @notice Requests that one member of staff may have open at a time.
    uint8 internal constant OPEN_REQUESTS = 200;
    /// @notice Decisions in one batch.
    uint256 internal constant BATCH = 50;
    /// @notice How long after a denial the same staff may not ask again.
    uint48 internal constant COOL_DOWN = 1 days;
    /// @notice How far ahead a grant may end.
    uint48 internal constant GRANT_AHEAD = 365 days;
    /// @notice Shortest life of a token: four times the 15 seconds by which a proposer may shift a block's time.
    uint48 internal constant TOKEN_TTL_MIN = 60;
    /// @notice Longest life of a token.
    uint48 internal constant TOKEN_TTL_MAX = 1 days;
    /// @notice How far ahead of the stored epoch a signed revocation may reach; without a bound it could wrap the epoch.
    uint32 internal constant EPOCH_JUMP = 16;
    /// @notice Bytes of an encrypted address.
    uint256 internal constant CIPHERTEXT = 512;
}
