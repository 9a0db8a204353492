package io.aula.platform.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The graph's custom scalars. {@code DateTime} is an {@link Instant} in Java and RFC 3339 in UTC on the wire, {@code Long}
 * a decimal string (JavaScript loses integers above 2^53), {@code URL} and {@code Locale} plain strings.
 */
public final class Scalars {
    public static final GraphQLScalarType DATE_TIME = scalar("DateTime", Scalars::instant, Instant::toString);
    public static final GraphQLScalarType URL = scalar("URL", text -> text, text -> text);
    public static final GraphQLScalarType LOCALE = scalar("Locale", Scalars::languageTag, text -> text);
    public static final GraphQLScalarType LONG = scalar("Long", Scalars::integer, String::valueOf);

    /** RFC 3339 §1: four digits for the year; stores and browsers differ beyond. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    private Scalars() {}

    private static Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new IllegalArgumentException("expected a year from 1 to 9999");
            }
            // As finely as stores keep it: rounded by them, the last moment of a year would be the next one's.
            return instant.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected RFC 3339, for example 2026-11-24T10:00:00Z", e);
        }
    }

    /** Stricter than the JDK, which takes a plus sign and the digits of all scripts. */
    private static Long integer(String text) {
        try {
            if (INTEGER.matcher(text).matches()) {
                return Long.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected at most 63 bits", e);
        }
        throw new IllegalArgumentException("expected an optional minus and digits, for example \"1048576\"");
    }

    private static String languageTag(String text) {
        if (!isLanguageTag(text)) {
            throw new IllegalArgumentException("expected a BCP 47 tag, for example es or en-GB");
        }
        return Locale.forLanguageTag(text).toLanguageTag();
    }

    private static boolean isLanguageTag(String text) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(text)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static <T> GraphQLScalarType scalar(String name, Function<String, T> parse, Function<T, String> print) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new TextCoercing<>(name, parse, print))
                .build();
    }

    private record TextCoercing<T>(String name, Function<String, T> parse, Function<T, String> print)
            implements Coercing<T, String> {

        @Override
        public String serialize(Object result, GraphQLContext context, Locale locale) {
            try {
                return print.apply(parse.apply(result.toString()));
            } catch (RuntimeException e) {
                throw new CoercingSerializeException(name + ": " + e.getMessage(), e);
            }
        }

        @Override
        public T parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return parse.apply(input.toString());
            } catch (RuntimeException e) {
                throw new CoercingParseValueException(name + ": " + e.getMessage(), e);
            }
        }

        @Override
        public T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            String text = switch (input) {
                case StringValue value -> String.valueOf(value.getValue());
                case IntValue value -> value.getValue().toString();
                default -> throw new CoercingParseLiteralException(name + " is written as a string");
            };
            try {
                return parse.apply(text);
            } catch (RuntimeException e) {
                throw new CoercingParseLiteralException(name + ": " + e.getMessage(), e);
            }
        }
    }
}
