// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;
// solhint-disable no-empty-blocks

import {IEntities} from "./registry/IEntities.sol";
import {IGrants} from "./registry/IGrants.sol";
import {IPairs} from "./registry/IPairs.sol";
import {IPointers} from "./registry/IPointers.sol";
import {IRequests} from "./registry/IRequests.sol";
import {ISignedDecisions} from "./registry/ISignedDecisions.sol";
import {ITokens} from "./registry/ITokens.sol";
import {IUsage} from "./registry/IUsage.sol";

/// @title The hardened consent registry, as seen from outside
/// @author chronobench
/// @notice A patient (SP) decides, per member of staff (MS), who may do what with which records at which resource
/// server (MDRS), for which purpose, from when until when. Each idea is specified in an interface of its own. Nothing
/// on the chain names a person or says what a record holds: there are addresses, hashes and numbers only.
/// @dev No revocation epoch of the whole registry is stored. It would serialise all patients on one slot; a cache counts
/// ConsentRevoked and AllRevoked events instead.
interface IConsentRegistry is
    IEntities,
    IPairs,
    IRequests,
    IGrants,
    ISignedDecisions,
    IPointers,
    ITokens,
    IUsage
{}
