// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title How staff ask and patients refuse
/// @author chronobench
/// @notice A contract cannot push: a patient's wallet watches the events. A request is a message and gives nothing; a
/// grant needs none.
interface IRequests {
    /// @notice Staff asked a patient for access.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param epoch The pair's epoch, for the patient's signature.
    /// @param purpose What for.
    /// @param ops Which operations.
    /// @param scope Which records, as a Merkle root; 0 when the staff cannot know and leaves it to the patient.
    event AccessRequested(
        address indexed sp,
        address indexed ms,
        uint32 epoch,
        uint16 purpose,
        uint32 ops,
        bytes32 scope
    );

    /// @notice A patient refused a request.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param epoch The pair's epoch.
    event ConsentDenied(address indexed sp, address indexed ms, uint32 epoch);

    /// @notice Staff took a request back.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param epoch The pair's epoch.
    event RequestWithdrawn(address indexed sp, address indexed ms, uint32 epoch);

    /// @notice A patient refuses all requests of a member of staff, or no longer does.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param on Whether they are refused now.
    event BlockSet(address indexed sp, address indexed ms, bool on);

    /// @notice Too many patients have not answered this member of staff yet.
    error TooManyOpen();

    /// @notice The patient has denied a request a short while ago.
    /// @param until From this second on staff may ask again.
    error CoolDown(uint48 until);

    /// @notice Asks a patient for access; the caller is live staff. Illegal while a request is open, while a grant is
    /// live, when the patient blocks the caller, and for a day after a denial.
    /// @param sp The patient; not 0.
    /// @param purpose What for; not 0.
    /// @param ops Which operations; at least one known.
    /// @param scope Which records, if the staff can say.
    function reqManage(address sp, uint16 purpose, uint32 ops, bytes32 scope) external;

    /// @notice Refuses an open request; the caller is the patient.
    /// @param ms The member of staff.
    function deny(address ms) external;

    /// @notice Takes an open request back; the caller is the member of staff, live or not.
    /// @param sp The patient.
    function withdrawRequest(address sp) external;

    /// @notice Refuses all further requests, or allows them again; the caller is the patient.
    /// @param ms The member of staff.
    /// @param on Whether to refuse.
    function setBlocked(address ms, bool on) external;
}
