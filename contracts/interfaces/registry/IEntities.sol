// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Entity, Role} from "../../types/Entity.sol";

/// @title Who is who: providers, their staff, and resource servers
/// @author chronobench
/// @notice The regulator registers providers and resource servers, a provider its own staff; patients register nowhere.
/// An entity is live while nobody has suspended it and its time has not run out, and staff only while their provider is
/// live too: suspending one provider disables all its staff at once. Registering again, by the same registrar, renews
/// the validity, the credential and the key, and lifts no suspension.
interface IEntities {
    /// @notice An entity was registered, or its registration renewed.
    /// @param who The entity.
    /// @param role What it is.
    /// @param registrar Who answers for it.
    /// @param validUntil From this second on it is no longer live.
    /// @param credential Salted hash of its licence.
    /// @param encKey Its public key, or the key's hash; 0 for providers.
    event EntityRegistered(
        address indexed who,
        Role indexed role,
        address indexed registrar,
        uint48 validUntil,
        bytes32 credential,
        bytes32 encKey
    );

    /// @notice An entity was suspended, or a suspension lifted.
    /// @param who The entity.
    /// @param by Whose suspension it is.
    /// @param on False: suspended by `by`; true: no longer suspended by `by`.
    event EntityStatus(address indexed who, address indexed by, bool on);

    /// @notice Granting and reading were paused, or resumed.
    /// @param on Whether they are paused now.
    event PauseSet(bool on);

    /// @notice The caller has no right to do this.
    error Unauthorized();

    /// @notice The address is not registered in the role that is needed.
    /// @param who The address.
    error UnknownEntity(address who);

    /// @notice The entity is suspended or its time has run out; named is the one at fault, such as a provider.
    /// @param who The entity.
    error InactiveEntity(address who);

    /// @notice The address is registered in another role or by somebody else.
    /// @param who The address.
    error AlreadyRegistered(address who);

    /// @notice A span of time is empty, in the past, too short or too long.
    error BadWindow();

    /// @notice A value that must say something is zero.
    error ZeroValue();

    /// @notice Registers a provider; the caller is the regulator.
    /// @param who The provider.
    /// @param until From this second on it is no longer live.
    /// @param credential Salted hash of its licence; not 0.
    function registerProvider(address who, uint48 until, bytes32 credential) external;

    /// @notice Registers a resource server; the caller is the regulator.
    /// @param who The server.
    /// @param until From this second on it is no longer live.
    /// @param credential Salted hash of its licence; not 0.
    /// @param encKey Its public key, to which addresses of records are encrypted; not 0.
    function registerServer(address who, uint48 until, bytes32 credential, bytes32 encKey) external;

    /// @notice Registers a member of staff; the caller is a live provider.
    /// @param who The member of staff.
    /// @param until From this second on it is no longer live.
    /// @param credential Salted hash of the licence; not 0.
    /// @param encKey Its public key; not 0.
    function registerStaff(address who, uint48 until, bytes32 credential, bytes32 encKey) external;

    /// @notice Suspends an entity or lifts the suspension; the caller is the regulator or the entity's registrar. Each
    /// lifts only its own.
    /// @param who The entity.
    /// @param on False to suspend.
    function setEntityActive(address who, bool on) external;

    /// @notice Pauses granting and reading, or resumes; the caller is the regulator. Revocations are never paused.
    /// @param on Whether to pause.
    function setPaused(bool on) external;

    /// @notice The address that registers providers and servers; it can neither grant nor hinder a revocation.
    /// @return The regulator.
    function REGULATOR() external view returns (address); // solhint-disable-line func-name-mixedcase

    /// @notice Whether granting and reading are paused.
    /// @return Whether they are.
    function paused() external view returns (bool);

    /// @notice What is stored about an entity.
    /// @param who Its address.
    /// @return The entity; all zero when it is not registered.
    function entity(address who) external view returns (Entity memory);
}
