// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PaperFlow} from "./PaperFlow.sol";
import {MS} from "./types/MS.sol";

/// @title V0: one policy per member of staff
/// @author chronobench
/// @notice For comparison, never deploy. The flaw that the paper describes: "one MS address cannot correspond to the
/// MS_policy of multiple SPs". A second patient overwrites the first one's grant, and can revoke it.
contract NaiveConsent is PaperFlow {
    mapping(address ms => MS policy) private _policies;

    /// @notice One place per member of staff, whoever the patient is: the flaw.
    /// @param ms The member of staff.
    /// @return policy The policy that all patients share.
    function _policy(address, address ms) internal view override returns (MS storage policy) {
        return _policies[ms];
    }
}
