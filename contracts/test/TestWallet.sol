// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;
// solhint-disable gas-custom-errors, no-empty-blocks, avoid-low-level-calls, no-inline-assembly

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice How a wallet answers when it is asked about a signature.
enum Answer {
    No,
    Yes,
    Reverts,
    Reenters,
    BurnsAllGas
}

/// @title A contract wallet for tests: honest, wrong or hostile, as it is told
/// @author chronobench
/// @notice Never deploy. Anybody may make it call anything.
contract TestWallet {
    Answer private _answer;
    address private _target;
    bytes private _reentry;

    /// @notice Decides how it will answer.
    /// @param answer The manner.
    /// @param target Whom it calls back when it re-enters.
    /// @param reentry With what.
    function behave(Answer answer, address target, bytes calldata reentry) external {
        (_answer, _target, _reentry) = (answer, target, reentry);
    }

    /// @notice Calls in its own name.
    /// @param target Whom.
    /// @param data With what.
    function act(address target, bytes calldata data) external {
        _call(target, data);
    }

    /// @notice ERC-1271, but for `view`: whether it may change anything is up to who calls.
    /// @return The magic value, when the answer is yes.
    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        if (_answer == Answer.Reverts) revert("no");
        if (_answer == Answer.BurnsAllGas) while (gasleft() > 0) {}
        if (_answer == Answer.Reenters) _call(_target, _reentry);
        return _answer == Answer.No ? bytes4(0xffffffff) : IERC1271.isValidSignature.selector;
    }

    /// @notice Calls, and passes on why it failed.
    /// @param target Whom.
    /// @param data With what.
    function _call(address target, bytes memory data) private {
        (bool succeeded, bytes memory result) = target.call(data);
        if (succeeded) return;
        assembly ("memory-safe") {
            revert(add(result, 32), mload(result))
        }
    }
}
