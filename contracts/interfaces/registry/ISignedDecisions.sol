// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {GrantInput} from "../../types/Grant.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @title A patient's decisions, signed off chain and submitted by anybody
/// @author chronobench
/// @notice EIP-712, domain {name: "MedConsent", version: "1", chainId, verifyingContract}. The pair's epoch is the nonce:
/// one signature is used once, and pairs do not wait for each other. A patient that is a contract, or an account that
/// delegates to one (EIP-7702), answers through ERC-1271; one that delegates to code without it decides directly.
interface ISignedDecisions is IERC5267 {
    /// @notice The deadline of a signed decision has passed.
    error SignatureExpired();

    /// @notice The patient did not sign this, or not in the one form that is accepted: 65 bytes, low s, v 27 or 28.
    error BadSignature();

    /// @notice A signed revocation reaches too far ahead of the pair's epoch.
    error EpochJump();

    /// @notice Gives access by signature of
    /// `Grant(address sp,address ms,address mdrs,bytes32 scope,bytes32 terms,uint48 notBefore,uint48 expiresAt,uint32
    /// ops,uint16 purpose,uint16 usesMax,uint32 epoch,uint32 patientEpoch,uint256 deadline)`, where `patientEpoch` is the
    /// patient's at the time of submission: `revokeAll` kills grants that are signed and not yet submitted.
    /// @param sp The patient.
    /// @param g The grant.
    /// @param epoch The pair's epoch when it was signed; valid for no other.
    /// @param deadline Last second at which it may be submitted.
    /// @param sig The patient's signature.
    /// @return grantId The capability.
    function grantBySig(
        address sp,
        GrantInput calldata g,
        uint32 epoch,
        uint256 deadline,
        bytes calldata sig
    ) external returns (bytes32 grantId);

    /// @notice Takes access back by signature of
    /// `Revoke(address sp,address ms,uint32 throughEpoch,bytes32 reason,uint256 deadline)`. Covers every epoch up to
    /// `throughEpoch`; signing the pair's epoch plus one beats a grant that is in flight. Never paused.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param throughEpoch Last epoch that it covers; at most 16 ahead of the pair's.
    /// @param reason A code or a hash; never text.
    /// @param deadline Last second at which it may be submitted.
    /// @param sig The patient's signature.
    function revokeBySig(
        address sp,
        address ms,
        uint32 throughEpoch,
        bytes32 reason,
        uint256 deadline,
        bytes calldata sig
    ) external;

    /// @notice The EIP-712 domain separator, computed anew when a fork changes the chain id.
    /// @return The separator.
    function domainSeparator() external view returns (bytes32);
}
