// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Revoke, then refuse: what was taken back stays refused until the patient decides again
/// @author chronobench
/// @notice For the prover, never deploy. One pair, because pairs are isolated; any order, any number of calls. One signed
/// grant, made at any time for the epochs of then, which anybody may submit at any time, any number of times. One is
/// enough: up to the first that is wrongly taken, the others do what a grant by transaction does.
contract WithdrawalModel {
    uint32 private _epoch;
    uint32 private _patientEpoch;
    uint32 private _givenAt;
    bool private _active;
    bool private _isSigned;
    uint32 private _signedEpoch;
    uint32 private _signedPatientEpoch;

    /// @notice Whether the patient took back, and has decided nothing else since.
    bool private _takenBack;

    /// @notice A call that has no effect.
    error Refused();

    /// @notice Holds a call to what is promised.
    modifier watched() {
        (uint32 epoch, uint32 patientEpoch) = (_epoch, _patientEpoch);
        _;
        assert(_epoch >= epoch && _patientEpoch >= patientEpoch);
        assert(!_takenBack || !_isLive());
    }

    /// @notice The patient gives.
    function grant() external watched {
        _takenBack = false;
        _give();
    }

    /// @notice The patient signs a grant, for the epochs that are now.
    function sign() external {
        _takenBack = false;
        (_isSigned, _signedEpoch, _signedPatientEpoch) = (true, _epoch, _patientEpoch);
    }

    /// @notice Anybody submits the signed grant.
    function grantBySig() external watched {
        require(_isSigned, Refused());
        require(_isCurrent(_signedEpoch, _epoch), Refused());
        require(_isCurrent(_signedPatientEpoch, _patientEpoch), Refused());
        _give();
    }

    /// @notice The patient takes back, or staff gives back.
    function revoc() external watched {
        _takenBack = true;
        (_epoch, _active) = (_next(_epoch), false);
    }

    /// @notice Anybody submits a signed revocation, for every epoch up to one.
    /// @param throughEpoch The epoch.
    function revokeBySig(uint32 throughEpoch) external watched {
        require(throughEpoch >= _epoch, Refused());
        _takenBack = true;
        (_epoch, _active) = (_next(throughEpoch), false);
    }

    /// @notice The patient takes everything back.
    function revokeAll() external watched {
        _takenBack = true;
        _patientEpoch = _next(_patientEpoch);
    }

    /// @notice Makes the pair active.
    function _give() private {
        (_epoch, _active, _givenAt) = (_next(_epoch), true, _patientEpoch);
    }

    /// @notice Whether access would be given.
    /// @return Whether it would.
    function _isLive() private view returns (bool) {
        return _active && _isCurrent(_givenAt, _patientEpoch);
    }

    /// @notice The epoch after another.
    /// @param epoch The epoch.
    /// @return The next one.
    function _next(uint32 epoch) internal pure virtual returns (uint32) {
        return epoch + 1;
    }

    /// @notice Whether what was decided at one epoch holds at another.
    /// @param decided The epoch of the decision.
    /// @param current The epoch that is.
    /// @return Whether they agree.
    function _isCurrent(uint32 decided, uint32 current) internal pure virtual returns (bool) {
        return decided == current;
    }
}
