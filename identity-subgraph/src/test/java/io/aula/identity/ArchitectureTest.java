package io.aula.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages of identity. */
@AnalyzeClasses(packages = "io.aula.identity", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.aula.identity.";

    @ArchTest
    static final ArchRule peopleKnowNothingOfOAuthOrMoney = noClasses()
            .that()
            .resideInAPackage(ROOT + "account..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "authserver..", ROOT + "integrator..", ROOT + "commerce..", ROOT + "demo..");

    @ArchTest
    static final ArchRule clientsAreOnlyData = noClasses()
            .that()
            .resideInAPackage(ROOT + "integrator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "account..", ROOT + "authserver..", ROOT + "commerce..", ROOT + "demo..");

    @ArchTest
    static final ArchRule moneyKnowsNobodyYet = noClasses()
            .that()
            .resideInAPackage(ROOT + "commerce..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "account..", ROOT + "authserver..", ROOT + "integrator..", ROOT + "demo..");

    @ArchTest
    static final ArchRule nobodyNeedsTheDemo = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "demo..");

    @ArchTest
    static final ArchRule auditAndGraphqlStandBelow = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "audit..", ROOT + "graphql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "account..", ROOT + "authserver..", ROOT + "integrator..", ROOT + "demo..");

    @ArchTest
    static final ArchRule onlyRepositoriesSpeakSql = classes()
            .that()
            .areNotAnnotatedWith(org.springframework.stereotype.Repository.class)
            .and()
            .areNotMemberClasses()
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.jooq..");

    @ArchTest
    static final ArchRule stripeStaysInCommerce = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "commerce..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.stripe..");
}
