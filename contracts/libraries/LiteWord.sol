// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Status} from "../types/Grant.sol";

/// @title One pair in one storage word
/// @author chronobench
/// @notice From the lowest bit: status 8, epoch 32, notBefore 40, expiresAt 40, ops 8, purpose 16, categories 32,
/// patientEpoch 32, server 16, uses 16, usesMax 16.
library LiteWord {
    uint256 private constant EPOCH = 8;
    uint256 private constant NOT_BEFORE = 40;
    uint256 private constant EXPIRES_AT = 80;
    uint256 private constant OPS = 120;
    uint256 private constant PURPOSE = 128;
    uint256 private constant CATEGORIES = 144;
    uint256 private constant PATIENT_EPOCH = 176;
    uint256 private constant SERVER = 208;
    uint256 private constant USES = 224;
    uint256 private constant USES_MAX = 240;

    /// @notice What only the contract may write: status and epoch, patientEpoch, uses. Whoever could set the status
    /// could forge a grant.
    uint256 internal constant RESERVED =
        type(uint40).max | (uint256(type(uint32).max) << PATIENT_EPOCH) | (uint256(type(uint16).max) << USES);

    /// @notice A word that holds what only the contract may write, and else nothing.
    /// @param stage The status.
    /// @param pairEpoch The pair's epoch.
    /// @param patientEpoch_ The patient's epoch.
    /// @return word The word.
    function stamp(
        Status stage,
        uint32 pairEpoch,
        uint32 patientEpoch_
    ) internal pure returns (uint256 word) {
        return uint256(stage) | (uint256(pairEpoch) << EPOCH) | (uint256(patientEpoch_) << PATIENT_EPOCH);
    }

    /// @notice A word with one use more. Uses are below usesMax before, so nothing is carried into the next field.
    /// @param word The word.
    /// @return The word afterwards.
    function used(uint256 word) internal pure returns (uint256) {
        return word + (1 << USES);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return The stage of the pair.
    function status(uint256 word) internal pure returns (Status) {
        return Status(uint8(word));
    }

    /// @notice A field.
    /// @param word The word.
    /// @return The pair's epoch.
    function epoch(uint256 word) internal pure returns (uint32) {
        return uint32(word >> EPOCH);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return First second of validity.
    function notBefore(uint256 word) internal pure returns (uint40) {
        return uint40(word >> NOT_BEFORE);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return First second that is no longer covered.
    function expiresAt(uint256 word) internal pure returns (uint40) {
        return uint40(word >> EXPIRES_AT);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return Operations, one bit each.
    function ops(uint256 word) internal pure returns (uint8) {
        return uint8(word >> OPS);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return The one purpose of use.
    function purpose(uint256 word) internal pure returns (uint16) {
        return uint16(word >> PURPOSE);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return Categories of records, one bit each.
    function categories(uint256 word) internal pure returns (uint32) {
        return uint32(word >> CATEGORIES);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return The patient's epoch at the time of the grant.
    function patientEpoch(uint256 word) internal pure returns (uint32) {
        return uint32(word >> PATIENT_EPOCH);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return Index of the server that may release records.
    function server(uint256 word) internal pure returns (uint16) {
        return uint16(word >> SERVER);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return How often the grant was used.
    function uses(uint256 word) internal pure returns (uint16) {
        return uint16(word >> USES);
    }

    /// @notice A field.
    /// @param word The word.
    /// @return How often it may be used; 0 means any number, and that nobody counts.
    function usesMax(uint256 word) internal pure returns (uint16) {
        return uint16(word >> USES_MAX);
    }
}
