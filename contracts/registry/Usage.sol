// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IUsage} from "../interfaces/registry/IUsage.sol";
import {Role} from "../types/Entity.sol";
import {Entities} from "./Entities.sol";

/// @title Commitments to logs of accesses
/// @author chronobench
/// @notice An event and nothing else: the chain keeps the order, the server the log.
abstract contract Usage is Entities, IUsage {
    /// @inheritdoc IUsage
    function commitUsage(uint64 batch, bytes32 root, uint32 count) external {
        if (_entity(msg.sender).role != Role.ResourceServer) revert UnknownEntity(msg.sender);
        if (root == 0 || count == 0) revert ZeroValue();
        emit UsageCommitted(msg.sender, batch, root, count);
    }
}
