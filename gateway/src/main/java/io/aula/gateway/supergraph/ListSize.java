package io.aula.gateway.supergraph;

import java.util.List;
import java.util.OptionalInt;

/**
 * How long a list may be ({@code @listSize}): what its slicing arguments say, else {@code assumed}. With {@code sizedFields} it is
 * these fields of the object that are the lists. A slicing argument inside of an input object is written as a path with dots.
 */
public record ListSize(
        OptionalInt assumed, List<String> slicingArguments, List<String> sizedFields, boolean oneSlicingArgument) {

    public ListSize {
        slicingArguments = List.copyOf(slicingArguments);
        sizedFields = List.copyOf(sizedFields);
    }
}
