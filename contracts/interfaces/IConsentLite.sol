// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Reason} from "../types/Reason.sol";

/// @title The consent contract that costs least, as seen from outside
/// @author chronobench
/// @notice One storage word per pair of patient (SP) and staff (MS), as LiteWord lays it out. What that gives up: staff and
/// providers are not registered; the scope is a bitmap over 32 categories of FHIR resources instead of a tree of
/// records; nothing is signed, pointed to or issued on the chain; a request is an event and nothing more.
interface IConsentLite {
    /// @notice Staff, or somebody who says so, asked a patient for access.
    /// @param sp The patient.
    /// @param ms Who asked.
    /// @param purpose What for.
    /// @param ops Which operations.
    /// @param categories Which categories of records.
    event AccessRequested(
        address indexed sp,
        address indexed ms,
        uint16 purpose,
        uint8 ops,
        uint32 categories
    );

    /// @notice A patient gave access.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param word What is stored from now on.
    event ConsentGranted(address indexed sp, address indexed ms, uint256 word);

    /// @notice A patient took access back.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param epoch The pair's new epoch.
    event ConsentRevoked(address indexed sp, address indexed ms, uint32 epoch);

    /// @notice A patient took everything back.
    /// @param sp The patient.
    /// @param patientEpoch The patient's new epoch; grants of earlier ones are stale.
    event AllRevoked(address indexed sp, uint32 patientEpoch);

    /// @notice A resource server got its index.
    /// @param server The index.
    /// @param mdrs The server.
    event ServerRegistered(uint16 indexed server, address indexed mdrs);

    /// @notice A grant with a limited number of uses was used.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param uses How often so far.
    event GrantUsed(address indexed sp, address indexed ms, uint16 uses);

    /// @notice Somebody committed to a batch of accesses. Whether it is a server is for the reader to look up.
    /// @param mdrs Who.
    /// @param batch The sender's number of the batch.
    /// @param root Merkle root of the accesses.
    /// @param count How many there are.
    event UsageCommitted(address indexed mdrs, uint64 indexed batch, bytes32 root, uint32 count);

    /// @notice The terms of a grant hold bits that only the contract may write.
    /// @param bits Those bits.
    error ReservedBits(uint256 bits);

    /// @notice A value that must say something is zero.
    error ZeroValue();

    /// @notice A window is empty, in the past or too long.
    error BadWindow();

    /// @notice The caller has no right to do this.
    error Unauthorized();

    /// @notice Access is refused.
    /// @param reason Why.
    error NotAuthorized(Reason reason);

    /// @notice Gives a resource server the next index; the caller is the regulator.
    /// @param mdrs The server; not 0.
    /// @return server Its index, from 1.
    function registerServer(address mdrs) external returns (uint16 server);

    /// @notice Asks a patient for access; the caller is the staff. Leaves an event only.
    /// @param sp The patient.
    /// @param purpose What for.
    /// @param ops Which operations.
    /// @param categories Which categories of records, one bit each.
    function reqManage(address sp, uint16 purpose, uint8 ops, uint32 categories) external;

    /// @notice Gives access, or replaces what was given; the caller is the patient. The terms come packed, since ten
    /// arguments are more than the compiler's stack holds.
    /// @param ms The member of staff; not 0.
    /// @param terms A word with notBefore, expiresAt, ops, purpose, categories, server and usesMax; all other bits 0.
    function grant(address ms, uint256 terms) external;

    /// @notice Takes access back at any stage; the caller is the patient. The spelling is the paper's.
    /// @param ms The member of staff.
    function revoc(address ms) external;

    /// @notice Takes all access back from everybody at once; the caller is the patient.
    function revokeAll() external;

    /// @notice Counts a use of a grant whose uses are limited; the caller is the granted server.
    /// @param sp The patient.
    /// @param ms The member of staff.
    function recordUse(address sp, address ms) external;

    /// @notice Commits to a batch of accesses; anybody may, in its own name.
    /// @param batch The sender's number of the batch.
    /// @param root Merkle root of the accesses.
    /// @param count How many there are.
    function commitUsage(uint64 batch, bytes32 root, uint32 count) external;

    /// @notice Whether a server may release records now. Never reverts, and does not depend on the caller.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param server Index of the server that asks.
    /// @param categories Which categories of records; all must be granted.
    /// @param ops What is to be done; all must be granted.
    /// @param purpose What for; must be the one granted.
    /// @return Ok, or the first reason against it.
    function check(
        address sp,
        address ms,
        uint16 server,
        uint32 categories,
        uint8 ops,
        uint16 purpose
    ) external view returns (Reason);

    /// @notice What is stored about a pair. The spelling is the paper's.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @return The word; 0 when nothing ever happened.
    function GetMS(address sp, address ms) external view returns (uint256); // solhint-disable-line func-name-mixedcase

    /// @notice A resource server by its index.
    /// @param server The index.
    /// @return Its address; 0 when the index is not given.
    function serverAt(uint16 server) external view returns (address);

    /// @notice A patient's own epoch, which every `revokeAll` raises.
    /// @param sp The patient.
    /// @return The epoch.
    function patientEpoch(address sp) external view returns (uint32);
}
