// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WithdrawalModel} from "../WithdrawalModel.sol";

/// @title Nobody compares epochs
/// @author chronobench
/// @notice For the prover, which must refute it.
contract AnyEpoch is WithdrawalModel {
    /// @notice Whether what was decided at one epoch holds at another.
    /// @return Always.
    function _isCurrent(uint32, uint32) internal pure override returns (bool) {
        return true;
    }
}
