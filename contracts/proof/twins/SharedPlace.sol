// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IsolationModel} from "../IsolationModel.sol";

/// @title All patients share one place: the flaw of V0
/// @author chronobench
/// @notice For the prover, which must refute it.
contract SharedPlace is IsolationModel {
    /// @notice Chooses the pair that is watched.
    /// @param sp Any patient.
    /// @param ms Any member of staff.
    constructor(address sp, address ms) IsolationModel(sp, ms) {}

    /// @notice Where every patient's pairs are kept.
    /// @return The place.
    function _place(address) internal pure override returns (address) {
        return address(0);
    }
}
