package org.em4j.validation.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.em4j.core.Equation;
import org.em4j.validation.ledger.CodePlace;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The wrong versions of an annotated method: one instruction changed in its bytecode, or in that of its lambdas. */
final class Mutants {
    private static final Map<Integer, Integer> SWAPPED = Map.of(
            Opcodes.DADD, Opcodes.DSUB,
            Opcodes.DSUB, Opcodes.DADD,
            Opcodes.DMUL, Opcodes.DDIV,
            Opcodes.DDIV, Opcodes.DMUL);

    private final CodePlace place;

    Mutants(CodePlace place) {
        this.place = place;
    }

    /** A wrong class. */
    record Mutant(String type, byte[] code, String change) {
        @Override
        public String toString() {
            return change;
        }
    }

    /** All of them. */
    List<Mutant> all() {
        List<Mutant> mutants = new ArrayList<>();
        ClassNode original = read();
        for (int m = 0; m < original.methods.size(); m++) {
            if (isTheEquation(original.methods.get(m))) {
                for (int i = 0; i < original.methods.get(m).instructions.size(); i++) {
                    mutate(m, i, mutants);
                }
            }
        }
        return mutants;
    }

    private boolean isTheEquation(MethodNode method) {
        boolean marked = method.visibleAnnotations != null
                && method.visibleAnnotations.stream().anyMatch(a -> a.desc.equals(Type.getDescriptor(Equation.class)));
        boolean itself = marked && method.name.equals(place.method()) && (method.access & Opcodes.ACC_BRIDGE) == 0;
        return itself || method.name.startsWith("lambda$" + place.method() + "$");
    }

    private void mutate(int method, int at, List<Mutant> mutants) {
        ClassNode copy = read();
        MethodNode m = copy.methods.get(method);
        AbstractInsnNode instruction = m.instructions.get(at);
        int opcode = instruction.getOpcode();
        if (SWAPPED.containsKey(opcode)) {
            add(mutants, m, at, "arithmetic", list -> list.set(instruction, new InsnNode(SWAPPED.get(opcode))), copy);
        } else if (opcode == Opcodes.DRETURN || opcode == Opcodes.ARETURN) {
            Type type = Type.getReturnType(m.desc);
            if (Wrong.knows(type)) {
                add(mutants, m, at, "returned value", list -> list.insertBefore(instruction, Wrong.call(type)), copy);
            }
        } else if (instruction instanceof MethodInsnNode call) {
            Type type = Type.getReturnType(call.desc);
            if (Wrong.knows(type) && !isShift(call)) {
                add(mutants, m, at, "result of " + call.name, list -> list.insert(instruction, Wrong.call(type)), copy);
            } else if (type.getSort() == Type.VOID && !call.name.equals("<init>")) {
                add(mutants, m, at, "no call of " + call.name, list -> remove(list, call), copy);
            }
        }
    }

    /** The largest of some logs is taken off all of them, and cancels: any number would do but for overflow. */
    private static boolean isShift(MethodInsnNode call) {
        return call.owner.equals("java/lang/Math") && call.name.equals("max");
    }

    private static void add(
            List<Mutant> mutants, MethodNode m, int at, String what, Consumer<InsnList> change, ClassNode type) {
        change.accept(m.instructions);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        mutants.add(new Mutant(
                type.name.replace('/', '.'), writer.toByteArray(), m.name + ", instruction " + at + ": " + what));
    }

    private static void remove(InsnList list, MethodInsnNode call) {
        Type[] arguments = Type.getArgumentTypes(call.desc);
        for (int i = arguments.length - 1; i >= 0; i--) {
            list.insertBefore(call, new InsnNode(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
        }
        if (call.getOpcode() != Opcodes.INVOKESTATIC) {
            list.insertBefore(call, new InsnNode(Opcodes.POP));
        }
        list.remove(call);
    }

    private ClassNode read() {
        ClassNode node = new ClassNode();
        new ClassReader(bytes(place.type().getName())).accept(node, 0);
        return node;
    }

    static byte[] bytes(String type) {
        try (InputStream in = Mutants.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a wrong version makes of a value: {@code 65/64 v + 1/64}. */
    public static final class Wrong {
        private Wrong() {}

        static boolean knows(Type type) {
            return List.of("D", "[D", "[[D").contains(type.getDescriptor());
        }

        static MethodInsnNode call(Type type) {
            return new MethodInsnNode(
                    Opcodes.INVOKESTATIC,
                    Type.getInternalName(Wrong.class),
                    "value",
                    Type.getMethodDescriptor(type, type));
        }

        /** Of a number. */
        public static double value(double v) {
            return v * 1.015625 + 0.015625;
        }

        /** Of an array, copied. */
        public static double[] value(double[] v) {
            return Arrays.stream(v).map(Wrong::value).toArray();
        }

        /** Of a matrix, copied. */
        public static double[][] value(double[][] v) {
            return Arrays.stream(v).map(Wrong::value).toArray(double[][]::new);
        }
    }
}
