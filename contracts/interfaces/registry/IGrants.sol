// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {GrantInput} from "../../types/Grant.sol";

/// @title How patients give access and take it back
/// @author chronobench
/// @notice The caller is the patient. Taking back is possible at every stage, even before anything was given (which
/// kills a signed grant in flight), at a price that no history raises, and nobody can pause or hinder it.
interface IGrants {
    /// @notice A patient gave access; the capability comes with it, in one transaction.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param grantId The capability: the pair at its new epoch.
    /// @param epoch The new epoch.
    /// @param mdrs The resource server that may release records.
    /// @param notBefore First second of validity.
    /// @param expiresAt First second that is no longer covered.
    /// @param ops Which operations.
    /// @param purpose What for.
    /// @param usesMax How many tokens may be consumed; 0 means any number.
    event ConsentGranted(
        address indexed sp,
        address indexed ms,
        bytes32 indexed grantId,
        uint32 epoch,
        address mdrs,
        uint48 notBefore,
        uint48 expiresAt,
        uint32 ops,
        uint16 purpose,
        uint16 usesMax
    );

    /// @notice Access was taken back, or given back by staff.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param epoch The new epoch; all earlier ones are dead.
    /// @param by Whose decision it was: the patient's, or the member of staff's.
    /// @param reason A code or a hash; never text.
    event ConsentRevoked(address indexed sp, address indexed ms, uint32 epoch, address by, bytes32 reason);

    /// @notice A patient took everything back.
    /// @param sp The patient.
    /// @param patientEpoch The patient's new epoch; grants of earlier ones are stale.
    event AllRevoked(address indexed sp, uint32 patientEpoch);

    /// @notice A batch holds more decisions than one transaction may.
    /// @param length How many it holds.
    error BatchTooLarge(uint256 length);

    /// @notice Granting is paused.
    error IsPaused();

    /// @notice Gives access; replaces what the pair had, tokens included. Needs no request.
    /// @param g Who may do what with which records, where, when and what for.
    /// @return grantId The capability.
    function grant(GrantInput calldata g) external returns (bytes32 grantId);

    /// @notice Gives access to several, or to none if one grant is not valid.
    /// @param g Up to 50 grants.
    function grantBatch(GrantInput[] calldata g) external;

    /// @notice Takes access back from one member of staff; legal at every stage. The spelling is the paper's.
    /// @param ms The member of staff.
    /// @param reason A code or a hash; never text.
    function revoc(address ms, bytes32 reason) external;

    /// @notice Takes access back from several.
    /// @param ms Up to 50 members of staff.
    /// @param reason A code or a hash; never text.
    function revokeBatch(address[] calldata ms, bytes32 reason) external;

    /// @notice Takes all access back from everybody at once, whatever was granted and signed before.
    function revokeAll() external;

    /// @notice Gives access back; the caller is the member of staff.
    /// @param sp The patient.
    function renounce(address sp) external;
}
