package io.aula.devstack.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaWildcardType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What holds in every service, for its {@code ArchitectureTest}; {@link SqlClock} finds what byte code does not show. */
public final class HouseRules {

    private HouseRules() {}

    /**
     * What a test would move is asked of the clock that is given. Of {@code System.nanoTime} only spans are made.
     *
     * @param but names of classes that make clocks, or mean the machine's time
     */
    public static ArchRule timeIsAskedOfTheClockThatIsGiven(String... but) {
        Set<String> meant = Set.of(but);
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are not among " + meant, each -> !meant.contains(outermost(each.getName()))))
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe("the machine's time is asked", HouseRules::asksTheMachine));
    }

    private static String outermost(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return nested < 0 ? simple : simple.substring(0, nested);
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.util.Date" -> access.getDescription().contains("<init>()");
            case "org.jooq.impl.DSL" -> name.equals("now") || name.startsWith("current");
            default -> owner.startsWith("java.time.") && name.equals("now") && !isByClock(access);
        };
    }

    private static boolean isByClock(JavaAccess<?> access) {
        return access.getDescription().contains("now(java.time.Clock)");
    }

    /**
     * What goes in and out of a service is the domain's: neither a bag of anything nor a part of a statement.
     *
     * @param service what classes that hold use cases are annotated with
     */
    public static ArchRule servicesSpeakOfTheDomain(Class<? extends Annotation> service) {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(service)
                .and()
                .doNotHaveModifier(JavaModifier.PRIVATE)
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should(speakOfTheDomain());
    }

    private static ArchCondition<JavaMethod> speakOfTheDomain() {
        return new ArchCondition<>("take and give neither Map<String, Object> nor what jOOQ has") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(method.getParameterTypes().stream(), Stream.of(method.getReturnType()))
                        .filter(HouseRules::isForeign)
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " has " + type.getName() + " at its door")));
            }
        };
    }

    private static boolean isForeign(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                        .anyMatch(raw -> raw.getPackageName().startsWith("org.jooq"))
                || isBag(type);
    }

    private static boolean isBag(JavaType type) {
        if (!(type instanceof JavaParameterizedType generic)) {
            return false;
        }
        List<JavaType> arguments = generic.getActualTypeArguments();
        boolean isMap = type.toErasure().isAssignableTo(Map.class);
        return isMap && isText(arguments.getFirst()) && isAnything(arguments.getLast())
                || arguments.stream().anyMatch(HouseRules::isBag);
    }

    private static boolean isText(JavaType type) {
        return type.toErasure().isEquivalentTo(String.class);
    }

    private static boolean isAnything(JavaType type) {
        JavaClass erased = type.toErasure();
        return erased.isEquivalentTo(Object.class)
                && (!(type instanceof JavaWildcardType wild)
                        || wild.getLowerBounds().isEmpty());
    }
}
