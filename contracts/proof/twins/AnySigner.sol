// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IsolationModel} from "../IsolationModel.sol";

/// @title Nobody looks who signed
/// @author chronobench
/// @notice For the prover, which must refute it.
contract AnySigner is IsolationModel {
    /// @notice Chooses the pair that is watched.
    /// @param sp Any patient.
    /// @param ms Any member of staff.
    constructor(address sp, address ms) IsolationModel(sp, ms) {}

    /// @notice Whether a signature is the patient's.
    /// @return Always.
    function _isSigned(address, address) internal pure override returns (bool) {
        return true;
    }
}
