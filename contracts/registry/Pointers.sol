// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPointers} from "../interfaces/registry/IPointers.sol";
import {Limits} from "../libraries/Limits.sol";
import {Pointer} from "../types/Pointer.sol";
import {Entities} from "./Entities.sol";

/// @title Encrypted addresses of records
/// @author chronobench
/// @notice Keeps hashes and versions; the ciphertext passes through into the event.
abstract contract Pointers is Entities, IPointers {
    mapping(address sp => mapping(bytes32 recordId => Pointer where)) private _pointers;
    mapping(address sp => mapping(address mdrs => bool on)) private _custodians;

    /// @inheritdoc IPointers
    function setCustodian(address mdrs, bool on) external {
        if (on) _requireServer(mdrs);
        _custodians[msg.sender][mdrs] = on;
        emit CustodianSet(msg.sender, mdrs, on);
    }

    /// @inheritdoc IPointers
    function setPointer(
        address sp,
        bytes32 recordId,
        address mdrs,
        bytes32 contentHash,
        bytes calldata ciphertext
    ) external {
        Pointer storage where = _pointers[sp][recordId];
        if (msg.sender != sp) _requireOwnRecord(sp, mdrs, where.mdrs);
        _requireServer(mdrs);
        if (recordId == 0 || contentHash == 0 || ciphertext.length == 0) revert ZeroValue();
        if (ciphertext.length > Limits.CIPHERTEXT) revert CiphertextTooLong(ciphertext.length);
        uint32 version = where.version + 1;
        (where.mdrs, where.version) = (mdrs, version);
        (where.pointerHash, where.contentHash) = (keccak256(ciphertext), contentHash);
        emit PointerSet(sp, recordId, mdrs, version, contentHash, ciphertext);
    }

    /// @inheritdoc IPointers
    function pointer(address sp, bytes32 recordId) external view returns (Pointer memory) {
        return _pointers[sp][recordId];
    }

    /// @inheritdoc IPointers
    function isCustodian(address sp, address mdrs) external view returns (bool) {
        return _custodians[sp][mdrs];
    }

    /// @notice Which server keeps a record.
    /// @param sp The patient.
    /// @param recordId The record.
    /// @return mdrs The server; 0 when the record is not registered.
    function _keeperOf(address sp, bytes32 recordId) internal view returns (address mdrs) {
        return _pointers[sp][recordId].mdrs;
    }

    /// @notice Reverts unless the caller is a custodian that registers a record of its own.
    /// @param sp The patient.
    /// @param mdrs The server that is to keep the record.
    /// @param keeper The server that keeps it so far, or 0.
    function _requireOwnRecord(address sp, address mdrs, address keeper) private view {
        if (!_custodians[sp][msg.sender] || mdrs != msg.sender) revert Unauthorized();
        if (keeper != address(0) && keeper != msg.sender) revert PointerMismatch();
    }
}
