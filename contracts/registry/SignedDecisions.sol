// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ISignedDecisions} from "../interfaces/registry/ISignedDecisions.sol";
import {Limits} from "../libraries/Limits.sol";
import {GrantInput} from "../types/Grant.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Grants} from "./Grants.sol";

/// @title Decisions by signature
/// @author chronobench
/// @notice Proves whose decision it is, and leaves the deciding to `_give` and `_takeBack`.
abstract contract SignedDecisions is Grants, EIP712, ISignedDecisions {
    bytes32 private constant GRANT_TYPE = keccak256(
        "Grant(address sp,address ms,address mdrs,bytes32 scope,bytes32 terms,uint48 notBefore,uint48 expiresAt,"
        "uint32 ops,uint16 purpose,uint16 usesMax,uint32 epoch,uint32 patientEpoch,uint256 deadline)"
    );
    bytes32 private constant REVOKE_TYPE = keccak256(
        "Revoke(address sp,address ms,uint32 throughEpoch,bytes32 reason,uint256 deadline)"
    );

    /// @notice Fixes the domain's name and version.
    constructor() EIP712("MedConsent", "1") {}

    /// @inheritdoc ISignedDecisions
    function grantBySig(
        address sp,
        GrantInput calldata g,
        uint32 epoch,
        uint256 deadline,
        bytes calldata sig
    ) external returns (bytes32) {
        uint32 have = _pair(sp, g.ms).epoch;
        if (epoch != have) revert StaleEpoch(epoch, have);
        // The struct is static: encoded, it is its fields in order, as EIP-712 encodes them.
        bytes32 message = keccak256(abi.encode(GRANT_TYPE, sp, g, epoch, _patientEpochs[sp], deadline));
        _requireSignature(sp, message, deadline, sig);
        return _give(sp, g);
    }

    /// @inheritdoc ISignedDecisions
    function revokeBySig(
        address sp,
        address ms,
        uint32 throughEpoch,
        bytes32 reason,
        uint256 deadline,
        bytes calldata sig
    ) external {
        uint32 have = _pair(sp, ms).epoch;
        if (throughEpoch < have) revert StaleEpoch(throughEpoch, have);
        if (throughEpoch - have > Limits.EPOCH_JUMP) revert EpochJump();
        bytes32 message = keccak256(abi.encode(REVOKE_TYPE, sp, ms, throughEpoch, reason, deadline));
        _requireSignature(sp, message, deadline, sig);
        _takeBack(sp, ms, throughEpoch + 1, sp, reason);
    }

    /// @inheritdoc ISignedDecisions
    function domainSeparator() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @notice Reverts unless a patient signed a message that is still in time.
    /// @param sp The patient.
    /// @param message EIP-712 hash of the struct.
    /// @param deadline Last second at which it may be submitted.
    /// @param sig The signature.
    function _requireSignature(
        address sp,
        bytes32 message,
        uint256 deadline,
        bytes calldata sig
    ) private view {
        if (block.timestamp > deadline) revert SignatureExpired();
        bytes32 digest = _hashTypedDataV4(message);
        if (!SignatureChecker.isValidSignatureNowCalldata(sp, digest, sig)) revert BadSignature();
    }
}
