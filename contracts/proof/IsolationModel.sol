// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Isolation: nobody but the patient changes a pair, and epochs only grow
/// @author chronobench
/// @notice For the prover, never deploy. Any caller, any order, any number of calls; the assertions are about one pair,
/// which can be any. Parties, terms and time are left out: they only ever refuse more.
contract IsolationModel {
    address private immutable _SP;
    address private immutable _MS;

    mapping(address sp => mapping(address ms => uint32 epoch)) private _epochs;
    mapping(address sp => mapping(address ms => bool on)) private _active;

    /// @notice A call that has no effect.
    error Refused();

    /// @notice Chooses the pair that is watched.
    /// @param sp Any patient.
    /// @param ms Any member of staff.
    constructor(address sp, address ms) {
        (_SP, _MS) = (sp, ms);
    }

    /// @notice Holds a call to what is promised.
    /// @param decides Whose decision the call is known to be.
    modifier watched(address decides) {
        address place = _place(_SP);
        (uint32 epoch, bool active) = (_epochs[place][_MS], _active[place][_MS]);
        _;
        bool isSame = _epochs[place][_MS] == epoch && _active[place][_MS] == active;
        assert(isSame || decides == _SP || (decides == _MS && !_active[place][_MS]));
        assert(isSame || _epochs[place][_MS] > epoch);
    }

    /// @notice The patient gives.
    /// @param ms The member of staff.
    function grant(address ms) external watched(msg.sender) {
        _change(msg.sender, ms, true);
    }

    /// @notice Anybody submits what the patient signed.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param signer Who signed: anybody.
    /// @param on Whether the signature gives or takes back.
    function bySig(address sp, address ms, address signer, bool on) external watched(signer) {
        require(_isSigned(sp, signer), Refused());
        _change(sp, ms, on);
    }

    /// @notice The patient takes back.
    /// @param ms The member of staff.
    function revoc(address ms) external watched(msg.sender) {
        _change(msg.sender, ms, false);
    }

    /// @notice Staff gives access back.
    /// @param sp The patient.
    function renounce(address sp) external watched(msg.sender) {
        require(_active[_place(sp)][msg.sender], Refused());
        _change(sp, msg.sender, false);
    }

    /// @notice A pair's next epoch.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param on Whether it is active from now on.
    function _change(address sp, address ms, bool on) private {
        _epochs[_place(sp)][ms] = _next(_epochs[_place(sp)][ms]);
        _active[_place(sp)][ms] = on;
    }

    /// @notice Where a patient's pairs are kept.
    /// @param sp The patient.
    /// @return The place.
    function _place(address sp) internal pure virtual returns (address) {
        return sp;
    }

    /// @notice The epoch after another.
    /// @param epoch The epoch.
    /// @return The next one.
    function _next(uint32 epoch) internal pure virtual returns (uint32) {
        return epoch + 1;
    }

    /// @notice Whether a signature is the patient's.
    /// @param sp The patient.
    /// @param signer Who signed.
    /// @return Whether it is.
    function _isSigned(address sp, address signer) internal pure virtual returns (bool) {
        return signer == sp;
    }
}
