// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Reason} from "../../types/Reason.sol";
import {TokenStatus} from "../../types/Token.sol";

/// @title One token per access, each on the chain
/// @author chronobench
/// @notice The paper's mode, hardened: a token is bound to one grant, one record, one server and a short time, and is
/// used once. Everybody can read it, so it is no secret: who presents it must sign as the member of staff. Where that
/// signature alone is enough, no tokens are needed.
interface ITokens {
    /// @notice Staff got a token for one access.
    /// @param tokenId The token.
    /// @param grantId The grant it hangs on.
    /// @param recordId The record.
    /// @param expiresAt First second at which it can no longer be consumed.
    event TokenIssued(bytes32 indexed tokenId, bytes32 indexed grantId, bytes32 recordId, uint48 expiresAt);

    /// @notice A server released a record against a token.
    /// @param tokenId The token.
    /// @param requestHash Hash of the signed request.
    /// @param responseHash Hash of what was released.
    event TokenConsumed(bytes32 indexed tokenId, bytes32 requestHash, bytes32 responseHash);

    /// @notice The patient took a single token back.
    /// @param tokenId The token.
    event TokenCancelled(bytes32 indexed tokenId);

    /// @notice Access is refused.
    /// @param reason Why.
    error NotAuthorized(Reason reason);

    /// @notice The token is not at a stage at which this is possible.
    /// @param have The stage that it is at.
    error TokenState(TokenStatus have);

    /// @notice Gets a token for one access; the caller is the member of staff, and `check` must say Ok.
    /// @param sp The patient.
    /// @param recordId The record; must be registered with the granted server.
    /// @param proof That the record belongs to the granted scope.
    /// @param ops What is to be done with it.
    /// @param purpose What for.
    /// @param ttl Seconds until it expires: 60 to 86,400.
    /// @return tokenId The token.
    function issueToken(
        address sp,
        bytes32 recordId,
        bytes32[] calldata proof,
        uint32 ops,
        uint16 purpose,
        uint48 ttl
    ) external returns (bytes32 tokenId);

    /// @notice Uses a token up; the caller is the server that it names. The grant must still be live, in the same epoch.
    /// @param id The token.
    /// @param sp The patient.
    /// @param ms The member of staff.
    /// @param requestHash Hash of the signed request.
    /// @param responseHash Hash of what is released.
    function consumeToken(
        bytes32 id,
        address sp,
        address ms,
        bytes32 requestHash,
        bytes32 responseHash
    ) external;

    /// @notice Takes a token back before it is used; the caller is the patient of its grant.
    /// @param id The token.
    /// @param ms The member of staff who holds it.
    function cancelToken(bytes32 id, address ms) external;

    /// @notice What is stored about a token. Issued does not mean usable: time, grant and epoch decide that.
    /// @param id The token.
    /// @return status The stage.
    /// @return expiresAt First second at which it can no longer be consumed.
    /// @return mdrs The only server that can consume it.
    function tokenStatus(
        bytes32 id
    ) external view returns (TokenStatus status, uint48 expiresAt, address mdrs);
}
