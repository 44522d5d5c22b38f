// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;
// solhint-disable avoid-low-level-calls

/// @title Many reads of one contract in one call, for tests that look at all of it after every transaction
/// @author chronobench
/// @notice Never deploy.
contract ManyReads {
    /// @notice A read reverted.
    /// @param index Which.
    error ReadFailed(uint256 index);

    /// @notice Reads.
    /// @param target The contract.
    /// @param calls What to ask it.
    /// @return results What it answered, as it came.
    function read(address target, bytes[] calldata calls) external view returns (bytes[] memory results) {
        results = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            bool succeeded;
            (succeeded, results[i]) = target.staticcall(calls[i]);
            if (!succeeded) revert ReadFailed(i);
        }
    }
}
