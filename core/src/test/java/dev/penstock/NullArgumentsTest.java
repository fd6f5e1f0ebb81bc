package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.OpenedRequest;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.endpoint.AnswerTest;
import dev.penstock.endpoint.DecryptionPermits;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.endpoint.ResponseCheck;
import dev.penstock.event.AnswerShape;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.event.LoggingListener;
import dev.penstock.event.RequestLabels;
import dev.penstock.event.RequestStep;
import dev.penstock.keyring.KeyRegistrar;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.KeyRingState;
import dev.penstock.keyring.KeyRotation;
import dev.penstock.keyring.KeyServing;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayId;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A null that somebody passes by mistake is named at once, by the method that was called. */
class NullArgumentsTest {

    /** Everything of these that is public is tried: all that the module exports. */
    private static final Set<String> PACKAGES = exported();

    private static final FlowData DATA = FlowData.empty();
    private static final ScreenRequest REQUEST =
            new Init("4.0", "FORM", DATA, FlowToken.ABSENT, Optional.empty(), DATA);

    /** What is passed where there is no null, and on what methods are called. */
    private static Object sample(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 1;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return SAMPLES.entrySet().stream()
                .filter(entry -> type.isAssignableFrom(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no sample of " + type + ": add one."))
                .getValue()
                .get();
    }

    private static final RequestLabels LABELS = new RequestLabels(
            new EndpointLabels("shop", Optional.empty(), Set.of("FORM")), "r-1", Optional.empty(), Optional.empty());

    private static final Map<Class<?>, Supplier<Object>> SAMPLES = samples();

    private static Map<Class<?>, Supplier<Object>> samples() {
        var samples = new java.util.LinkedHashMap<Class<?>, Supplier<Object>>();
        samples.put(String.class, () -> "sample-0123456789");
        samples.put(byte[].class, () -> new byte[0]);
        samples.put(Map.class, Map::of);
        samples.put(List.class, List::of);
        samples.put(Optional.class, Optional::empty);
        samples.put(Duration.class, () -> Duration.ofSeconds(1));
        samples.put(InstantSource.class, InstantSource::system);
        samples.put(Class.class, () -> AnswerTest.Item.class);
        samples.put(Throwable.class, IllegalStateException::new);
        samples.put(Runnable.class, () -> (Runnable) () -> {});
        samples.put(Supplier.class, () -> (Supplier<String>) () -> "id");
        samples.put(java.util.function.Consumer.class, () -> (java.util.function.Consumer<String>) text -> {});
        samples.put(FlowData.class, () -> FlowData.from(Map.of("a", 1)));
        samples.put(FlowToken.class, () -> FlowToken.ABSENT);
        samples.put(Init.class, () -> REQUEST);
        samples.put(
                DataExchange.class,
                () -> new DataExchange("4.0", "FORM", DATA, FlowToken.ABSENT, Optional.empty(), DATA));
        samples.put(Back.class, () -> new Back("4.0", "FORM", DATA, FlowToken.ABSENT, Optional.empty(), DATA));
        samples.put(NextScreen.class, () -> NextScreen.of("FORM"));
        samples.put(Completion.class, Completion::withoutMessage);
        samples.put(FlowTexts.class, () -> FlowTexts.ENGLISH);
        samples.put(FlowBuilder.class, () -> Flow.named("shop").onScreen("FORM", request -> NextScreen.of("FORM")));
        samples.put(Flow.class, () -> ((FlowBuilder) sample(FlowBuilder.class)).build());
        samples.put(FlowEndpointBuilder.class, NullArgumentsTest::endpoint);
        samples.put(FlowEndpoint.class, () -> endpoint().build());
        samples.put(EndpointRequest.class, () -> EndpointRequest.of(new byte[0], ""));
        samples.put(java.io.InputStream.class, java.io.InputStream::nullInputStream);
        samples.put(EndpointResponse.class, () -> new EndpointResponse(200, new byte[0]));
        samples.put(EndpointListener.class, () -> (EndpointListener) event -> {});
        samples.put(EndpointEvent.class, () -> new EndpointEvent.Received(LABELS, 0));
        samples.put(RequestStep.class, () -> new RequestStep(LABELS, RequestStep.Name.VERIFY, java.time.Duration.ZERO));
        samples.put(RequestStep.Name.class, () -> RequestStep.Name.VERIFY);
        samples.put(EndpointEvent.Repeated.class, () -> EndpointEvent.Repeated.REQUEST);
        samples.put(RequestLabels.class, () -> LABELS);
        samples.put(EndpointLabels.class, LABELS::endpoint);
        samples.put(AnswerShape.Form.class, () -> AnswerShape.Form.SCREEN);
        samples.put(ErrorNotificationHandler.class, () -> (ErrorNotificationHandler) notification -> {});
        samples.put(java.util.function.UnaryOperator.class, java.util.function.UnaryOperator::identity);
        samples.put(ScreenHandler.class, () -> (ScreenHandler<Init>) request -> NextScreen.of("FORM"));
        samples.put(DataHandler.class, () -> (DataHandler<Object>) (data, request) -> NextScreen.of("FORM"));
        samples.put(ScreenData.class, () -> (ScreenData) request -> Map.of());
        samples.put(tools.jackson.databind.JacksonModule.class, tools.jackson.databind.module.SimpleModule::new);
        samples.put(FlowFilter.class, () -> (FlowFilter) (request, next) -> next.handle(request));
        samples.put(ResponseCheck.class, () -> (ResponseCheck) (request, response) -> List.of());
        samples.put(Keyset.class, () -> TestKeys.KEYSET);
        samples.put(AppSecrets.class, () -> AppSecrets.of(TestKeys.APP_SECRET));
        samples.put(FlowTokens.class, () -> FlowTokens.of(AppSecrets.of(TestKeys.APP_SECRET)));
        samples.put(FlowTokenSignature.Policy.class, () -> FlowTokenSignature.Policy.OFF);
        samples.put(ReplayGuard.class, ReplayGuard::inMemory);
        samples.put(DecryptionPermits.class, DecryptionPermits::perCore);
        samples.put(Action.class, () -> Action.INIT);
        samples.put(Refusal.class, () -> Refusal.BUSY);
        samples.put(Failure.class, () -> Failure.HANDLER);
        samples.put(Kind.class, () -> Kind.INIT);
        samples.put(dev.penstock.log.Seldom.class, () -> dev.penstock.log.Seldom.oncePerMinute(InstantSource.system()));
        samples.put(InvalidFlowTokenException.class, () -> new InvalidFlowTokenException("Ask again."));
        samples.put(java.util.function.Function.class, java.util.function.Function::identity);
        samples.put(java.util.Set.class, java.util.Set::of);
        samples.put(char[].class, "a passphrase"::toCharArray);
        samples.put(byte[][].class, () -> new byte[0][]);
        samples.put(Path.class, NullArgumentsTest::newFile);
        samples.put(Instant.class, () -> Instant.EPOCH);
        samples.put(RSAPrivateCrtKey.class, () -> TestKeys.CURRENT);
        samples.put(RSAPublicKey.class, TestKeys.CURRENT_PUBLIC::rsaPublicKey);
        samples.put(BusinessPublicKey.class, () -> TestKeys.CURRENT_PUBLIC);
        samples.put(KeyUnwrapper.class, () -> KeyUnwrappers.of(TestKeys.CURRENT));
        samples.put(EncryptedRequest.class, NullArgumentsTest::encrypted);
        samples.put(OpenedRequest.class, NullArgumentsTest::opened);
        samples.put(GuardedAnswer.class, () -> new GuardedAnswer(200, new byte[0], true));
        samples.put(ReplayId.class, () -> ReplayId.of("test"));
        samples.put(
                InMemoryReplayGuard.class, () -> InMemoryReplayGuard.builder().build());
        samples.put(InMemoryReplayGuard.Builder.class, InMemoryReplayGuard::builder);
        samples.put(
                FlowTokenSignature.class,
                () -> FlowTokenSignature.of(AppSecrets.of(TestKeys.APP_SECRET), InstantSource.system()));
        samples.put(RequestSignature.class, () -> RequestSignature.of(AppSecrets.of(TestKeys.APP_SECRET)));
        samples.put(KeyRing.class, NullArgumentsTest::newRing);
        samples.put(
                KeyRotation.class, () -> KeyRotation.of(newRing(), key -> true, key -> true, KeyRotation.DEFAULT_KEEP));
        samples.put(KeyRegistrar.class, () -> (KeyRegistrar) key -> true);
        samples.put(KeyServing.class, () -> (KeyServing) key -> true);
        samples.put(KeyRingState.Entry.class, () -> newRing().generate().current());
        samples.put(
                KeyRingState.Previous.class,
                () -> new KeyRingState.Previous(newRing().generate().current(), Instant.EPOCH));
        samples.put(KeyRingState.class, () -> newRing().generate());
        samples.put(LoggingListener.class, () -> new LoggingListener(InstantSource.system(), false));
        samples.put(Object.class, () -> Map.of());
        return samples;
    }

    private static Set<String> exported() {
        try {
            var classes =
                    FlowEndpoint.class.getProtectionDomain().getCodeSource().getLocation();
            var module = Files.readAllBytes(Path.of(classes.toURI()).resolve("module-info.class"));
            return ModuleDescriptor.read(ByteBuffer.wrap(module)).exports().stream()
                    .filter(exported -> !exported.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A file that is not there, of an owner's directory. */
    private static Path newFile() {
        try {
            return Files.createTempDirectory("penstock-null").resolve("file.pem");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static KeyRing newRing() {
        try {
            return KeyRing.at(Files.createTempDirectory("penstock-null"), "a passphrase".toCharArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static EncryptedRequest encrypted() {
        return EncryptedRequest.parse(
                Phone.create().seal(Conversation.PING).request().body());
    }

    private static OpenedRequest opened() {
        return TestKeys.KEYSET.open(encrypted());
    }

    private static FlowEndpointBuilder endpoint() {
        return FlowEndpoint.builder((Flow) sample(Flow.class))
                .keyset(TestKeys.KEYSET)
                .appSecrets(AppSecrets.of(TestKeys.APP_SECRET));
    }

    @TestFactory
    Stream<DynamicTest> areNamed() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.penstock").stream()
                        .filter(type -> PACKAGES.contains(type.getPackageName()))
                        .map(JavaClass::reflect)
                        .filter(NullArgumentsTest::isPublic)
                        .sorted(java.util.Comparator.comparing(Class::getName))
                        .flatMap(NullArgumentsTest::callables)
                        .flatMap(call -> IntStream.range(0, call.getParameterCount())
                                .filter(i -> mayNotBeNull(call.getParameters()[i]))
                                .mapToObj(i -> dynamicTest(
                                        "%s of %s.%s"
                                                .formatted(
                                                        call.getParameters()[i],
                                                        call.getDeclaringClass().getSimpleName(),
                                                        call.getName()),
                                        () -> assertNullIsNamed(call, i))));
    }

    private static boolean isPublic(Class<?> type) {
        var outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    private static Stream<Executable> callables(Class<?> type) {
        Stream<Executable> constructors = type.isInterface() ? Stream.of() : Arrays.stream(type.getConstructors());
        var methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isAbstract(method.getModifiers())
                        && !method.isSynthetic()
                        && !method.getName().equals("equals")
                        && !method.getName().equals("valueOf"));
        return Stream.concat(constructors, methods);
    }

    private static boolean mayNotBeNull(Parameter parameter) {
        return !parameter.getType().isPrimitive()
                && Arrays.stream(parameter.getAnnotatedType().getAnnotations())
                        .noneMatch(annotation ->
                                annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static void assertNullIsNamed(Executable call, int index) throws Exception {
        var arguments = Arrays.stream(call.getParameterTypes())
                .map(NullArgumentsTest::sample)
                .toArray();
        arguments[index] = null;
        assertThat(thrownBy(call, arguments))
                .isInstanceOfSatisfying(
                        NullPointerException.class,
                        thrown -> assertThat(thrown.getMessage())
                                .as("the name of the argument")
                                .matches("[a-z][A-Za-z0-9]*")
                                .isEqualTo(
                                        call.getParameters()[index].isNamePresent()
                                                ? call.getParameters()[index].getName()
                                                : thrown.getMessage()));
    }

    private static Throwable thrownBy(Executable call, Object[] arguments) throws Exception {
        try {
            if (call instanceof Method method) {
                var target = Modifier.isStatic(method.getModifiers()) ? null : sample(method.getDeclaringClass());
                method.setAccessible(true);
                method.invoke(target, arguments);
            } else {
                ((java.lang.reflect.Constructor<?>) call).newInstance(arguments);
            }
            return new AssertionError("It took the null.");
        } catch (InvocationTargetException thrown) {
            return thrown.getCause();
        }
    }
}
