// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Pointer} from "../../types/Pointer.sol";

/// @title Where records lie, encrypted to the server that keeps them
/// @author chronobench
/// @notice Records appear daily and patients cannot sign each one. So a patient may let the server that keeps them, a
/// custodian, register addresses: of records at that server only, and nothing else. It can never grant.
interface IPointers {
    /// @notice A patient lets a server register records, or no longer does.
    /// @param sp The patient.
    /// @param mdrs The server.
    /// @param on Whether it may.
    event CustodianSet(address indexed sp, address indexed mdrs, bool on);

    /// @notice A record has a new encrypted address.
    /// @param sp The patient.
    /// @param recordId The record.
    /// @param mdrs The server that keeps it.
    /// @param version 1 for the first, one more each time.
    /// @param contentHash Hash of the record's content.
    /// @param ciphertext The address, encrypted to the server; only its hash is stored.
    event PointerSet(
        address indexed sp,
        bytes32 indexed recordId,
        address indexed mdrs,
        uint32 version,
        bytes32 contentHash,
        bytes ciphertext
    );

    /// @notice An encrypted address is longer than any should be.
    /// @param length Its length in bytes.
    error CiphertextTooLong(uint256 length);

    /// @notice The record is registered with another server, or not at all.
    error PointerMismatch();

    /// @notice Lets a server register the caller's records, or no longer; the caller is the patient.
    /// @param mdrs A live server; to take the right back, any address.
    /// @param on Whether it may.
    function setCustodian(address mdrs, bool on) external;

    /// @notice Registers where a record lies; the caller is the patient, or a live custodian that names itself and
    /// replaces no other server's address.
    /// @param sp The patient.
    /// @param recordId The record: a random number, derived from nothing; not 0.
    /// @param mdrs The live server that keeps it.
    /// @param contentHash Hash of the record's content; not 0.
    /// @param ciphertext The encrypted address, 1 to 512 bytes.
    function setPointer(
        address sp,
        bytes32 recordId,
        address mdrs,
        bytes32 contentHash,
        bytes calldata ciphertext
    ) external;

    /// @notice Where a record lies.
    /// @param sp The patient.
    /// @param recordId The record.
    /// @return Its newest registration; all zero when there is none.
    function pointer(address sp, bytes32 recordId) external view returns (Pointer memory);

    /// @notice Whether a server may register a patient's records.
    /// @param sp The patient.
    /// @param mdrs The server.
    /// @return Whether the patient lets it.
    function isCustodian(address sp, address mdrs) external view returns (bool);
}
