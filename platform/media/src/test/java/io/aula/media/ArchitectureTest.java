package io.aula.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.aula.devstack.testing.Dependencies;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.aula.media", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule NEEDS_NO_FRAMEWORK =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..");

    @ArchTest
    static final ArchRule ONLY_THE_S3_STORE_KNOWS_AMAZON = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("S3")
            .and()
            .doNotHaveSimpleName("ObjectStores")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @Test
    void nothingIsAskedForThatNobodyUses() {
        // Logging of the tests is found by its name.
        assertThat(Dependencies.unused("slf4j-jdk14")).isEmpty();
    }
}
