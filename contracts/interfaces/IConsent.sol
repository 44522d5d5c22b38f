// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MS, Status} from "../types/MS.sol";

/// @title The paper's consent contract, as seen from outside
/// @author chronobench
/// @notice Medical staff (MS) ask, the sick person (SP) grants and revokes, everybody reads. Function names are the
/// paper's, `revoc` and `GetMS` included. Nobody is registered: an address acts for itself by calling.
interface IConsent {
    /// @notice Staff asked a patient for access.
    /// @param sp The patient who was asked.
    /// @param ms The member of staff who asked.
    event AccessRequested(address indexed sp, address indexed ms);

    /// @notice A patient granted access, or replaced the token and the address of a live grant.
    /// @param sp The patient who granted.
    /// @param ms The member of staff who got access.
    /// @param token The new access token.
    event ConsentGranted(address indexed sp, address indexed ms, bytes32 token);

    /// @notice A patient took access back.
    /// @param sp The patient who revoked.
    /// @param ms The member of staff who lost access.
    event ConsentRevoked(address indexed sp, address indexed ms);

    /// @notice The policy is not at a stage at which this call is legal.
    /// @param have The stage that it is at.
    error BadState(Status have);

    /// @notice A grant must say where the data lies.
    /// @param ms The member of staff who was to get access.
    error EmptyAddress(address ms);

    /// @notice Asks a patient for access; the caller is the staff. Illegal while a grant is live.
    /// @param sp The patient.
    function reqManage(address sp) external;

    /// @notice Gives access to staff who asked; the caller is the patient. On a live grant: a new token and address.
    /// @param ms The member of staff.
    /// @param encryptedAddress Where the data lies, encrypted to the server that keeps it; not empty.
    function grant(address ms, bytes calldata encryptedAddress) external;

    /// @notice Takes live access back; the caller is the patient.
    /// @param ms The member of staff.
    function revoc(address ms) external;

    /// @notice Reads a policy. It does not depend on the caller, and so proves nothing about the caller.
    /// @dev The spelling is the paper's, and the only exemption from the naming rules.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @return The policy; all zero when nobody asked.
    function GetMS(address sp, address ms) external view returns (MS memory); // solhint-disable-line func-name-mixedcase
}
