// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PaperFlow} from "./PaperFlow.sol";
import {MS} from "./types/MS.sol";

/// @title V1: one policy per patient and member of staff
/// @author chronobench
/// @notice For comparison, never deploy. The paper's repair, a secondary mapping with `msg.sender` as the patient's
/// identity. What it leaves open: the token is public and predictable, and a policy has no scope and no end.
contract PaperConsent is PaperFlow {
    mapping(address sp => mapping(address ms => MS policy)) private _policies;

    /// @notice One place per pair: the repair.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @return policy The policy of this pair alone.
    function _policy(address sp, address ms) internal view override returns (MS storage policy) {
        return _policies[sp][ms];
    }
}
