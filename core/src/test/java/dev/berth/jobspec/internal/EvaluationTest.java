package dev.berth.jobspec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    @Test
    void variablesAndLocalsAreFilledIn() {
        assertThat(Outline.of("""
                variable "tag" {
                  type    = string
                  default = "1.2"
                }
                variable "dcs" {
                  type    = list(string)
                  default = ["dc1"]
                }
                locals {
                  image = "redis:${var.tag}"
                  twice = "${local.image}/${local.image}"
                }
                image       = local.twice
                datacenters = var.dcs
                first       = var.dcs[0]
                """, Map.of("dcs", "[\"eu\", \"us\"]"))).isEqualTo("""
                image = "redis:1.2/redis:1.2"
                datacenters = ["eu", "us"]
                first = "eu"
                """);
    }

    @Test
    void valuesFromOutsideAreConvertedToTheTypeOfTheVariable() {
        assertThat(Outline.of(
                        """
                variable "s" { type = string }
                variable "n" { type = number }
                variable "b" { type = bool }
                variable "m" { type = map(number) }
                variable "o" { type = object({ name = string, size = optional(number, 3) }) }
                variable "u" {}
                s = var.s
                n = var.n
                b = var.b
                m = var.m
                o = var.o
                u = var.u
                """,
                        Map.of(
                                "s",
                                "5",
                                "n",
                                "5",
                                "b",
                                "true",
                                "m",
                                "{ a = \"1\" }",
                                "o",
                                "{ name = \"x\" }",
                                "u",
                                "[1]")))
                .isEqualTo("""
                s = "5"
                n = 5
                b = true
                m = {a: 1}
                o = {name: "x", size: 3}
                u = "[1]"
                """);
    }

    @Test
    void runtimeInterpolationsStayAsTheyAre() {
        assertThat(Outline.of("""
                variable "arch" { default = "amd64" }
                a = "${attr.kernel.name}"
                b = "pre-${node.class}-post-${meta.rack}"
                c = "${NOMAD_PORT_http}:${BERTH_TASK_NAME} ${env["HOME"]} ${device.attr.memory}"
                d = "${attr.cpu.arch} is ${var.arch}"
                e = attr.kernel.name
                f = "${HOME}/bin"
                g = "${attr[var.arch]}"
                h = [for n in ["x"] : "${n}-${node.unique.name}"]
                i = <<E
                ${NOMAD_IP_db} ${var.arch}
                E
                """)).isEqualTo("""
                a = runtime "${attr.kernel.name}"
                b = runtime "pre-${node.class}-post-${meta.rack}"
                c = runtime "${NOMAD_PORT_http}:${BERTH_TASK_NAME} ${env["HOME"]} ${device.attr.memory}"
                d = runtime "${attr.cpu.arch} is amd64"
                e = runtime "${attr.kernel.name}"
                f = runtime "${HOME}/bin"
                g = runtime "${attr["amd64"]}"
                h = [runtime "x-${node.unique.name}"]
                i = runtime "${NOMAD_IP_db} amd64\\n"
                """);
    }

    @Test
    void functionsThatOnlyHandTextsOnTakeRuntimeInterpolations() {
        assertThat(Outline.of("""
                a = format("%s:%d", "${NOMAD_IP_http}", 80)
                b = join(",", ["x", "${attr.arch}"])
                c = concat(["${attr.arch}"], [1])
                d = jsonencode({ a = "${attr.arch}" })
                """)).isEqualTo("""
                a = runtime "${NOMAD_IP_http}:80"
                b = runtime "x,${attr.arch}"
                c = [runtime "${attr.arch}", 1]
                d = runtime "{"a":"${attr.arch}"}"
                """);
    }

    @Test
    void operatorsFollowTheUsualPrecedence() {
        assertThat(Outline.of("""
                a = 1 + 2 * 3 - 4 / 2
                b = (1 + 2) * 3 % 5
                c = 1 < 2 && 2 <= 2 || false && true
                d = !true == false
                e = -2 + 1
                f = 1 == 1.0 ? "same" : "other"
                g = 10 - 3 - 2
                h = false && "not looked at" > 3
                i = "5" + 1
                j = 9007199254740993 + 1
                """)).isEqualTo("""
                a = 5
                b = 4
                c = true
                d = true
                e = -1
                f = "same"
                g = 5
                h = false
                i = 6
                j = 9007199254740994
                """);
    }

    @Test
    void forsAndSplatsGoThroughCollections() {
        assertThat(Outline.of("""
                locals { tasks = [{ name = "a", cpu = 1 }, { name = "b", cpu = 2 }] }
                a = [for t in local.tasks : upper(t.name) if t.cpu > 1]
                b = { for t in local.tasks : t.name => t.cpu * 100 }
                c = local.tasks[*].name
                d = local.tasks.*.cpu
                e = [for i, t in local.tasks : "${i}${t.name}"]
                f = { for t in local.tasks :
                  t.cpu > 0 ? "all" : "none" => t.name...
                }
                g = [for k, v in { z = 1, y = 2 } : "${k}${v}"]
                h = { (join("-", ["x", "y"])) = 1 }
                """)).isEqualTo("""
                a = ["B"]
                b = {a: 100, b: 200}
                c = ["a", "b"]
                d = [1, 2]
                e = ["0a", "1b"]
                f = {all: ["a", "b"]}
                g = ["y2", "z1"]
                h = {x-y: 1}
                """);
    }

    @Test
    void directivesChooseAndRepeatText() {
        assertThat(Outline.of("""
                variable "debug" { default = true }
                a = "x%{ if var.debug } -v%{ else } -q%{ endif }y"
                b = "%{ for i in [1, 2] }<${i}>%{ endfor }"
                c = <<E
                %{ for k, v in { b = 2, a = 1 } ~}
                ${k}=${v}
                %{ endfor ~}
                end
                E
                d = "%{ if false }%{ for x in [1] }${x}%{ endfor }%{ endif }"
                """)).isEqualTo("""
                a = "x -vy"
                b = "<1><2>"
                c = "a=1\\nb=2\\nend\\n"
                d = ""
                """);
    }

    @Test
    void dynamicBlocksAreWrittenOut() {
        assertThat(Outline.of("""
                locals { ports = { http = 80, db = 5432 } }
                network {
                  dynamic "port" {
                    for_each = local.ports
                    labels   = [port.key]
                    content { static = port.value }
                  }
                }
                dynamic "task" {
                  for_each = ["a", "b"]
                  iterator = it
                  labels   = ["t-${it.value}"]
                  content {
                    index = it.key
                    env { NAME = upper(each.value) }
                    dynamic "port" {
                      for_each = [it.value]
                      content { name = "${task_name(it.value)}" }
                    }
                  }
                }
                """.replace("task_name(it.value)", "it.value"))).isEqualTo("""
                network
                  port "db"
                    static = 5432
                  port "http"
                    static = 80
                task "t-a"
                  index = 0
                  env
                    NAME = "A"
                  port
                    name = "a"
                task "t-b"
                  index = 1
                  env
                    NAME = "B"
                  port
                    name = "b"
                """);
    }

    @Test
    void aNullAttributeCountsAsNotWritten() {
        assertThat(Outline.of("""
                variable "limit" {
                  type    = number
                  default = null
                }
                a = var.limit
                b = var.limit == null ? "none" : "some"
                """)).isEqualTo("""
                b = "none"
                """);
    }
}
