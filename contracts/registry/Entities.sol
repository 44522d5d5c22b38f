// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IEntities} from "../interfaces/registry/IEntities.sol";
import {Entity, Role} from "../types/Entity.sol";
import {Reason} from "../types/Reason.sol";

/// @title Who is registered, and who of them is live
/// @author chronobench
/// @notice One check of liveness for staff and one for servers; everything else asks these.
abstract contract Entities is IEntities {
    uint8 private constant BY_REGISTRAR = 1;
    uint8 private constant BY_REGULATOR = 2;

    /// @inheritdoc IEntities
    address public immutable REGULATOR;

    /// @inheritdoc IEntities
    bool public paused;

    mapping(address who => Entity what) private _entities;

    /// @notice Fixes the regulator for good.
    /// @param regulator Its address: in practice a contract with several signatories.
    constructor(address regulator) {
        if (regulator == address(0)) revert ZeroValue();
        REGULATOR = regulator;
    }

    /// @notice Leaves everybody out but the regulator.
    modifier onlyRegulator() {
        if (msg.sender != REGULATOR) revert Unauthorized();
        _;
    }

    /// @inheritdoc IEntities
    function registerProvider(address who, uint48 until, bytes32 credential) external onlyRegulator {
        _register(who, Role.Provider, until, credential, 0);
    }

    /// @inheritdoc IEntities
    function registerServer(
        address who,
        uint48 until,
        bytes32 credential,
        bytes32 encKey
    ) external onlyRegulator {
        if (encKey == 0) revert ZeroValue();
        _register(who, Role.ResourceServer, until, credential, encKey);
    }

    /// @inheritdoc IEntities
    function registerStaff(address who, uint48 until, bytes32 credential, bytes32 encKey) external {
        Entity storage provider = _entities[msg.sender];
        if (provider.role != Role.Provider) revert Unauthorized();
        if (!_isLive(provider)) revert InactiveEntity(msg.sender);
        if (encKey == 0) revert ZeroValue();
        _register(who, Role.Staff, until, credential, encKey);
    }

    /// @inheritdoc IEntities
    function setEntityActive(address who, bool on) external {
        Entity storage found = _entities[who];
        if (found.role == Role.None) revert UnknownEntity(who);
        uint8 suspension = BY_REGISTRAR;
        if (msg.sender == REGULATOR) suspension = BY_REGULATOR;
        else if (msg.sender != found.registrar) revert Unauthorized();
        if (on) found.suspensions &= ~suspension;
        else found.suspensions |= suspension;
        emit EntityStatus(who, msg.sender, on);
    }

    /// @inheritdoc IEntities
    function setPaused(bool on) external onlyRegulator {
        paused = on;
        emit PauseSet(on);
    }

    /// @inheritdoc IEntities
    function entity(address who) external view returns (Entity memory) {
        return _entities[who];
    }

    /// @notice Where an entity is stored, for those who keep counters in it.
    /// @param who Its address.
    /// @return found The place.
    function _entity(address who) internal view returns (Entity storage found) {
        return _entities[who];
    }

    /// @notice Reverts unless an address is live staff of a live provider.
    /// @param ms The address.
    function _requireStaff(address ms) internal view {
        Reason reason = _staffReason(ms);
        if (reason == Reason.Ok) return;
        if (_entities[ms].role != Role.Staff) revert UnknownEntity(ms);
        revert InactiveEntity(reason == Reason.StaffInvalid ? ms : _entities[ms].registrar);
    }

    /// @notice Reverts unless an address is a live resource server.
    /// @param mdrs The address.
    function _requireServer(address mdrs) internal view {
        if (_entities[mdrs].role != Role.ResourceServer) revert UnknownEntity(mdrs);
        if (!_isLive(_entities[mdrs])) revert InactiveEntity(mdrs);
    }

    /// @notice Whether an address is live staff of a live provider.
    /// @param ms The address.
    /// @return Ok, StaffInvalid or ProviderInvalid.
    function _staffReason(address ms) internal view returns (Reason) {
        Entity storage staff = _entities[ms];
        if (staff.role != Role.Staff || !_isLive(staff)) return Reason.StaffInvalid;
        return _isLive(_entities[staff.registrar]) ? Reason.Ok : Reason.ProviderInvalid;
    }

    /// @notice Whether nobody suspended an entity and its time has not run out.
    /// @param what The entity.
    /// @return Whether it is live, apart from its registrar.
    function _isLive(Entity storage what) internal view returns (bool) {
        return what.suspensions == 0 && block.timestamp < what.validUntil;
    }

    /// @notice Registers or renews in the caller's name.
    /// @param who The entity.
    /// @param role What it is.
    /// @param until From this second on it is no longer live.
    /// @param credential Salted hash of its licence.
    /// @param encKey Its public key, or 0.
    function _register(address who, Role role, uint48 until, bytes32 credential, bytes32 encKey) private {
        if (who == address(0) || credential == 0) revert ZeroValue();
        if (until <= block.timestamp) revert BadWindow();
        Entity storage found = _entities[who];
        if (found.role == Role.None) (found.role, found.registrar) = (role, msg.sender);
        else if (found.role != role || found.registrar != msg.sender) revert AlreadyRegistered(who);
        (found.validUntil, found.credential, found.encKey) = (until, credential, encKey);
        emit EntityRegistered(who, role, msg.sender, until, credential, encKey);
    }
}
