package io.aula.jooq;

import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.LambdaConverter;

/**
 * Columns that hold a kind of id as text.
 *
 * @param type a record of one text, which is called {@code text}
 * @param columns a regular expression for {@code table.column}
 */
record TypedId(String type, String columns) {

    /** Reads {@code type=columns}. */
    static TypedId parse(String argument) {
        int at = argument.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException(argument + " is not <id type>=<columns>");
        }
        return new TypedId(argument.substring(0, at), argument.substring(at + 1));
    }

    ForcedType forcedType() {
        return new ForcedType()
                .withUserType(type)
                .withLambdaConverter(
                        new LambdaConverter().withFrom(type + "::new").withTo(type + "::text"))
                .withIncludeExpression(columns);
    }
}
