// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WithdrawalModel} from "../WithdrawalModel.sol";

/// @title Epochs wrap around, as a careless counter does
/// @author chronobench
/// @notice For the prover, which must refute it.
contract WrappingEpochs is WithdrawalModel {
    /// @notice The epoch after another, 0 after the last.
    /// @param epoch The epoch.
    /// @return The next one.
    function _next(uint32 epoch) internal pure override returns (uint32) {
        unchecked {
            return epoch + 1;
        }
    }
}
