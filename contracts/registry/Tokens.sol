// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ITokens} from "../interfaces/registry/ITokens.sol";
import {Limits} from "../libraries/Limits.sol";
import {Grant} from "../types/Grant.sol";
import {Reason} from "../types/Reason.sol";
import {Token, TokenStatus} from "../types/Token.sol";
import {Pairs} from "./Pairs.sol";
import {Pointers} from "./Pointers.sol";

/// @title Tokens for single accesses
/// @author chronobench
/// @notice A token repeats no rule: it is issued when a check says Ok, and consumed while the grant is live.
abstract contract Tokens is Pairs, Pointers, ITokens {
    mapping(bytes32 id => Token token) private _tokens;

    /// @inheritdoc ITokens
    function issueToken(
        address sp,
        bytes32 recordId,
        bytes32[] calldata proof,
        uint32 ops,
        uint16 purpose,
        uint48 ttl
    ) external returns (bytes32 id) {
        _require(_liveness(sp, msg.sender));
        Grant storage pair = _pair(sp, msg.sender);
        _require(_coverage(pair, recordId, proof, ops, purpose));
        if (_keeperOf(sp, recordId) != pair.mdrs) revert PointerMismatch();
        if (ttl < Limits.TOKEN_TTL_MIN || ttl > Limits.TOKEN_TTL_MAX) revert BadWindow();
        return _issue(pair, grantId(sp, msg.sender, pair.epoch), recordId, uint48(block.timestamp) + ttl);
    }

    /// @inheritdoc ITokens
    function consumeToken(
        bytes32 id,
        address sp,
        address ms,
        bytes32 requestHash,
        bytes32 responseHash
    ) external {
        Token storage token = _issued(id);
        if (token.mdrs != msg.sender || token.grantId != grantId(sp, ms, token.epoch)) revert Unauthorized();
        Grant storage pair = _pair(sp, ms);
        if (token.epoch != pair.epoch) revert StaleEpoch(token.epoch, pair.epoch);
        if (block.timestamp >= token.expiresAt) revert NotAuthorized(Reason.Expired);
        _require(_liveness(sp, ms));
        token.status = TokenStatus.Consumed;
        if (pair.uses != type(uint16).max) ++pair.uses;
        emit TokenConsumed(id, requestHash, responseHash);
    }

    /// @inheritdoc ITokens
    function cancelToken(bytes32 id, address ms) external {
        Token storage token = _issued(id);
        if (token.grantId != grantId(msg.sender, ms, token.epoch)) revert Unauthorized();
        token.status = TokenStatus.Cancelled;
        emit TokenCancelled(id);
    }

    /// @inheritdoc ITokens
    function tokenStatus(
        bytes32 id
    ) external view returns (TokenStatus status, uint48 expiresAt, address mdrs) {
        Token storage token = _tokens[id];
        return (token.status, token.expiresAt, token.mdrs);
    }

    /// @notice Stores a new token of the caller. Its id is fresh: no second has 2^24 tokens of one member of staff.
    /// @param pair The grant.
    /// @param grant_ The grant's capability.
    /// @param recordId The record.
    /// @param expiresAt First second at which the token can no longer be consumed.
    /// @return id The token.
    function _issue(
        Grant storage pair,
        bytes32 grant_,
        bytes32 recordId,
        uint48 expiresAt
    ) private returns (bytes32 id) {
        uint24 serial;
        unchecked {
            serial = ++_entity(msg.sender).tokenSerial;
        }
        id = keccak256(abi.encode(grant_, recordId, block.timestamp, serial));
        _tokens[id] = Token(pair.mdrs, expiresAt, pair.epoch, TokenStatus.Issued, grant_);
        emit TokenIssued(id, grant_, recordId, expiresAt);
    }

    /// @notice Finds a token that has been neither consumed nor cancelled.
    /// @param id The token.
    /// @return token The place.
    function _issued(bytes32 id) private view returns (Token storage token) {
        token = _tokens[id];
        if (token.status != TokenStatus.Issued) revert TokenState(token.status);
    }

    /// @notice Reverts with a reason that is not Ok.
    /// @param reason What a check said.
    function _require(Reason reason) private pure {
        if (reason != Reason.Ok) revert NotAuthorized(reason);
    }
}
