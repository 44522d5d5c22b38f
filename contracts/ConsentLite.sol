// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IConsentLite} from "./interfaces/IConsentLite.sol";
import {Limits} from "./libraries/Limits.sol";
import {LiteWord} from "./libraries/LiteWord.sol";
import {Operations} from "./libraries/Operations.sol";
import {Status} from "./types/Grant.sol";
import {Reason} from "./types/Reason.sol";

/// @title V3: consent in one storage word
/// @author chronobench
/// @notice The same decisions as the registry's, for a third of the gas, at the price that IConsentLite names.
contract ConsentLite is IConsentLite {
    using LiteWord for uint256;

    address private immutable _REGULATOR;

    mapping(bytes32 pair => uint256 word) private _words;
    mapping(address sp => uint32 epoch) private _patientEpochs;
    mapping(uint16 index => address mdrs) private _servers;
    uint16 private _serverCount;

    /// @notice Fixes who registers servers.
    /// @param regulator Its address.
    constructor(address regulator) {
        if (regulator == address(0)) revert ZeroValue();
        _REGULATOR = regulator;
    }

    /// @inheritdoc IConsentLite
    function registerServer(address mdrs) external returns (uint16 server) {
        if (msg.sender != _REGULATOR) revert Unauthorized();
        if (mdrs == address(0)) revert ZeroValue();
        server = ++_serverCount;
        _servers[server] = mdrs;
        emit ServerRegistered(server, mdrs);
    }

    /// @inheritdoc IConsentLite
    function reqManage(address sp, uint16 purpose, uint8 ops, uint32 categories) external {
        emit AccessRequested(sp, msg.sender, purpose, ops, categories);
    }

    /// @inheritdoc IConsentLite
    function grant(address ms, uint256 terms) external {
        if (terms & LiteWord.RESERVED != 0) revert ReservedBits(terms & LiteWord.RESERVED);
        if (ms == address(0)) revert ZeroValue();
        _requireMeaning(terms);
        bytes32 pair = _key(msg.sender, ms);
        uint32 epoch = _words[pair].epoch() + 1;
        uint256 word = terms | LiteWord.stamp(Status.Active, epoch, _patientEpochs[msg.sender]);
        _words[pair] = word;
        emit ConsentGranted(msg.sender, ms, word);
    }

    /// @inheritdoc IConsentLite
    function revoc(address ms) external {
        bytes32 pair = _key(msg.sender, ms);
        uint32 epoch = _words[pair].epoch() + 1;
        _words[pair] = LiteWord.stamp(Status.Revoked, epoch, 0);
        emit ConsentRevoked(msg.sender, ms, epoch);
    }

    /// @inheritdoc IConsentLite
    function revokeAll() external {
        emit AllRevoked(msg.sender, ++_patientEpochs[msg.sender]);
    }

    /// @inheritdoc IConsentLite
    function recordUse(address sp, address ms) external {
        bytes32 pair = _key(sp, ms);
        uint256 word = _words[pair];
        if (_servers[word.server()] != msg.sender) revert Unauthorized();
        Reason reason = _liveness(sp, word);
        if (reason != Reason.Ok) revert NotAuthorized(reason);
        if (word.usesMax() == 0) return;
        word = word.used();
        _words[pair] = word;
        emit GrantUsed(sp, ms, word.uses());
    }

    /// @inheritdoc IConsentLite
    function commitUsage(uint64 batch, bytes32 root, uint32 count) external {
        emit UsageCommitted(msg.sender, batch, root, count);
    }

    /// @inheritdoc IConsentLite
    function check(
        address sp,
        address ms,
        uint16 server,
        uint32 categories,
        uint8 ops,
        uint16 purpose
    ) external view returns (Reason) {
        uint256 word = _words[_key(sp, ms)];
        Reason reason = _liveness(sp, word);
        if (reason != Reason.Ok) return reason;
        if (word.server() != server) return Reason.WrongServer;
        if (categories == 0 || categories & ~word.categories() != 0) return Reason.ScopeMismatch;
        if (!Operations.cover(word.ops(), ops)) return Reason.OpsMismatch;
        return word.purpose() == purpose ? Reason.Ok : Reason.PurposeMismatch;
    }

    /// @inheritdoc IConsentLite
    function GetMS(address sp, address ms) external view returns (uint256) {
        // solhint-disable-previous-line func-name-mixedcase
        return _words[_key(sp, ms)];
    }

    /// @inheritdoc IConsentLite
    function serverAt(uint16 server) external view returns (address) {
        return _servers[server];
    }

    /// @inheritdoc IConsentLite
    function patientEpoch(address sp) external view returns (uint32) {
        return _patientEpochs[sp];
    }

    /// @notice Whether a grant is live, whatever is asked of it.
    /// @param sp The patient.
    /// @param word What is stored.
    /// @return Ok, or the first reason against it.
    function _liveness(address sp, uint256 word) private view returns (Reason) {
        if (word == 0) return Reason.NoGrant;
        if (word.status() != Status.Active) return Reason.NotActive;
        if (block.timestamp < word.notBefore()) return Reason.NotYetValid;
        if (block.timestamp >= word.expiresAt()) return Reason.Expired;
        if (word.patientEpoch() != _patientEpochs[sp]) return Reason.PatientEpoch;
        if (word.usesMax() != 0 && word.uses() >= word.usesMax()) return Reason.UsesExhausted;
        return Reason.Ok;
    }

    /// @notice Reverts when terms say nothing, name no server, or end too early or too late.
    /// @param terms The terms.
    function _requireMeaning(uint256 terms) private view {
        if (terms.purpose() == 0 || terms.categories() == 0) revert ZeroValue();
        if (_servers[terms.server()] == address(0) || !Operations.isMeaningful(terms.ops()))
            revert ZeroValue();
        uint40 expiresAt = terms.expiresAt();
        if (expiresAt <= block.timestamp || expiresAt <= terms.notBefore()) revert BadWindow();
        if (expiresAt > block.timestamp + Limits.GRANT_AHEAD) revert BadWindow();
    }

    /// @notice The place of a pair.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @return The key.
    function _key(address sp, address ms) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(sp, ms));
    }
}
