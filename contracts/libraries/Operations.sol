// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title What may be done with a record, one bit each
/// @author chronobench
/// @notice The bits mean what they mean in draft ERC-8356: 1 READ, 2 QUERY, 4 DERIVE, 8 EXPORT, 16 TRAIN.
library Operations {
    uint32 internal constant KNOWN = 31;

    /// @notice Whether a set of operations names anything at all.
    /// @param ops The set.
    /// @return Whether at least one of its bits is known.
    function isMeaningful(uint32 ops) internal pure returns (bool) {
        return ops & KNOWN != 0;
    }

    /// @notice Whether one set allows all of another, which must ask for something. Unknown bits never allow anything.
    /// @param granted What was granted.
    /// @param asked What is asked for.
    /// @return Whether all of `asked` is granted.
    function cover(uint32 granted, uint32 asked) internal pure returns (bool) {
        return asked != 0 && asked & ~(granted & KNOWN) == 0;
    }
}
