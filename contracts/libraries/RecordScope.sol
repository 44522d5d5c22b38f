// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title Which records a grant covers: the leaves of a Merkle tree
/// @author chronobench
/// @notice A record id is a random 256-bit number, derived from nothing, so that its hashes can be published. A leaf is
/// its double hash, an interior node the hash of a sorted pair: nobody can pass an interior node off as a leaf.
library RecordScope {
    /// @notice Longest proof; 2^24 records are more than a person ever has.
    uint256 internal constant MAX_PROOF = 24;

    /// @notice Whether a record belongs to a scope. A proof that is too long proves nothing.
    /// @param scope Root of the tree.
    /// @param recordId The record.
    /// @param proof Sibling hashes from the leaf upwards.
    /// @return Whether the proof leads from the record to the root.
    function contains(
        bytes32 scope,
        bytes32 recordId,
        bytes32[] calldata proof
    ) internal pure returns (bool) {
        if (proof.length > MAX_PROOF) return false;
        bytes32 leaf = keccak256(bytes.concat(keccak256(bytes.concat(recordId))));
        return MerkleProof.verifyCalldata(proof, scope, leaf);
    }
}
