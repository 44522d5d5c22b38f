// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The stored stage of one pair of patient and staff. That a grant has expired is derived, never stored.
enum Status {
    None,
    Requested,
    Active,
    Denied,
    Revoked,
    Withdrawn
}

/// @notice What a patient decides. All fields are static and in the order of the signed message, which so can encode
/// the whole struct at once.
/// @param ms The member of staff who gets access.
/// @param mdrs The resource server that may release records under this grant.
/// @param scope Root of the Merkle tree of record leaves (see RecordScope).
/// @param terms Hash of a versioned template of the terms, never of a form with a name in it.
/// @param notBefore First second of validity; 0 means at once.
/// @param expiresAt First second that is no longer covered.
/// @param ops Operations, one bit each (see Operations).
/// @param purpose The one purpose of use, by its registered number; compared for equality only.
/// @param usesMax How many tokens may be consumed; 0 means any number.
struct GrantInput {
    address ms;
    address mdrs;
    bytes32 scope;
    bytes32 terms;
    uint48 notBefore;
    uint48 expiresAt;
    uint32 ops;
    uint16 purpose;
    uint16 usesMax;
}

/// @notice All that is stored about one pair: four slots, of which a request, a refusal and a revocation touch the last.
/// @param mdrs As granted last.
/// @param notBefore As granted last.
/// @param expiresAt As granted last.
/// @param scope As granted last.
/// @param terms As granted last.
/// @param epoch Grows with every grant and every revocation, never shrinks; the nonce of signed decisions.
/// @param patientEpoch The patient's own epoch at the time of the grant; any other makes the grant stale.
/// @param ops As granted last.
/// @param purpose As granted last.
/// @param usesMax As granted last.
/// @param uses Tokens consumed under this grant; stays at its greatest value rather than overflow.
/// @param status The stage; what was granted means nothing unless it is Active.
/// @param requestedAt Time of the newest request.
/// @param coolDownUntil Before this second a new request is refused; set by a denial.
/// @param blocked Whether the patient refuses all requests of this member of staff.
struct Grant {
    // slot 0
    address mdrs;
    uint48 notBefore;
    uint48 expiresAt;
    // slots 1 and 2
    bytes32 scope;
    bytes32 terms;
    // slot 3
    uint32 epoch;
    uint32 patientEpoch;
    uint32 ops;
    uint16 purpose;
    uint16 usesMax;
    uint16 uses;
    Status status;
    uint48 requestedAt;
    uint48 coolDownUntil;
    bool blocked;
}
