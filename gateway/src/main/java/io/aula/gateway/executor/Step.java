package io.aula.gateway.executor;

import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.OperationKind;
import java.util.List;
import java.util.Optional;

/** A plan node with everything that can be prepared once per plan: request text in bytes, paths as keys in bytes. */
sealed interface Step {

    record Sequence(List<Step> steps) implements Step {}

    record Parallel(List<Step> steps) implements Step {}

    record Conditional(List<Condition> conditions, Step step) implements Step {}

    /** Root fields, merged into every object at {@code path}. */
    record RootCall(CallText text, OperationKind kind, CompiledPath path, List<Rename> renames, OutputKeys output)
            implements Step {}

    /**
     * Entities; the i-th look-up fills the i-th representations variable. {@code repeating} says that objects at one place of the
     * answer are also at one place of the response.
     */
    record EntityCall(CallText text, List<Lookup> lookups, boolean repeating) implements Step {}

    /**
     * Entities with values from around: those of one value share a representations variable, an alias and that value. The
     * {@code texts} of the look-ups have a gap wherever a value's variable ends, to be filled with the alias's number;
     * {@code declarations} are those of the client's variables.
     */
    record ContextCall(CallText text, byte[] declarations, List<Lookup> lookups, List<List<byte[]>> texts)
            implements Step {}

    /** {@code primary} for the first answer, then the parts; {@code whole} is all of it for those who take one answer only. */
    record Deferred(Step primary, List<Part> parts, Step whole) implements Step {

        Part part(int id) {
            return parts.stream().filter(part -> part.id() == id).findFirst().orElseThrow();
        }
    }

    /** A later part of the answer, as {@link io.aula.gateway.plan.PlanNode.DeferredPart} has it. */
    record Part(int id, int parent, Optional<String> label, Optional<String> switchedBy, Step step) {}

    record Stream(RootCall root, Optional<Step> rest) implements Step {}

    /** The constant parts of a request body. */
    record CallText(int id, String subgraph, byte[] opening, List<SentVariable> variables) {}

    /** A variable of the client that the request takes along; {@code key} is {@code "name":}. */
    record SentVariable(String name, byte[] key) {}

    /** Objects below {@code path} of an answer carry {@code alias} and the response wants {@code key}, a slice of the plan's names. */
    record Rename(CompiledPath path, byte[] alias, long key) {}

    /** {@code ofOwner} if what is null in its answer is not there at all. */
    record Lookup(
            byte[] alias,
            byte[] variable,
            List<CompiledPath> paths,
            List<EntityRepresentation> representations,
            List<ContextValue> contexts,
            List<Rename> renames,
            OutputKeys output,
            List<Reuse> reuses,
            boolean ofOwner) {}

    /**
     * Objects at {@code path} that carry all of {@code fields} are answers of the look-up's subgraph already: what it would say of
     * the entity {@code representation} stands for.
     */
    record Reuse(EntityRepresentation representation, CompiledPath path, List<byte[]> fields) {}

    /** A variable's value: the first of {@code value} in the object before leg {@code holder} of the entity's path. */
    record ContextValue(byte[] name, byte[] type, boolean mandatory, int holder, List<SentField> value) {}

    /**
     * One way to represent entities; {@code opening} is <code>{"__typename":"T"</code>. {@code lenient} if a part of its key may be
     * null.
     */
    record EntityRepresentation(
            TypeNames types, byte[] opening, List<SentField> keys, List<SentField> required, boolean lenient) {}

    /**
     * A field of a representation; {@code key} is {@code "name":}. Bit i of {@code nonNull} says that what is so deep within lists may
     * not be null, bit 0 being the field's own value.
     */
    record SentField(byte[] responseKey, byte[] key, int nonNull, TypeNames onlyFor, List<SentField> children) {}
}
