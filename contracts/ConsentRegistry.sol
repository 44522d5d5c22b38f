// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IConsentRegistry} from "./interfaces/IConsentRegistry.sol";
import {Entities} from "./registry/Entities.sol";
import {Requests} from "./registry/Requests.sol";
import {SignedDecisions} from "./registry/SignedDecisions.sol";
import {Tokens} from "./registry/Tokens.sol";
import {Usage} from "./registry/Usage.sol";

/// @title V2: the hardened consent registry
/// @author chronobench
/// @notice Registered parties; consent with scope, purpose, operations and an end; decisions by transaction or by
/// signature; withdrawal that nothing can hinder. Takes no ether, calls nobody but contract wallets (a static call of
/// ERC-1271), loops over nothing that is stored, and is not upgradeable.
contract ConsentRegistry is Requests, SignedDecisions, Tokens, Usage, IConsentRegistry {
    /// @notice Fixes the regulator for good.
    /// @param regulator Who registers providers and resource servers.
    constructor(address regulator) Entities(regulator) {}
}
