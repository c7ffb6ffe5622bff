package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// schema is the part of JSON Schema that schema.json uses.
type schema struct {
	Description string             `json:"description"`
	Ref         string             `json:"$ref"`
	Type        any                `json:"type"`
	Enum        []any              `json:"enum"`
	Properties  map[string]*schema `json:"properties"`
	Required    []string           `json:"required"`
	Additional  any                `json:"additionalProperties"`
	Items       *schema            `json:"items"`
	Defs        map[string]*schema `json:"$defs"`
}

func readSchema(t *testing.T) *schema {
	t.Helper()
	b, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	return &s
}

// check reports where a value is not as the schema says.
func (s *schema) check(top *schema, at string, v any) []string {
	if s.Ref != "" {
		s = top.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")]
	}
	kind := "number"
	switch x := v.(type) {
	case nil:
		kind = "null"
	case bool:
		kind = "boolean"
	case string:
		kind = "string"
	case float64:
		if x == math.Trunc(x) {
			kind = "integer"
		}
	case []any:
		kind = "array"
	case map[string]any:
		kind = "object"
	}
	allowed := fmt.Sprint(s.Type)
	if !slices.Contains(strings.Fields(strings.Trim(allowed, "[]")), kind) && !(kind == "integer" && strings.Contains(allowed, "number")) {
		return []string{fmt.Sprintf("%s is %s, the schema says %s", at, kind, allowed)}
	}
	var bad []string
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, v) {
		bad = append(bad, fmt.Sprintf("%s is %v", at, v))
	}
	switch x := v.(type) {
	case []any:
		for i, e := range x {
			bad = append(bad, s.Items.check(top, fmt.Sprintf("%s[%d]", at, i), e)...)
		}
	case map[string]any:
		for _, k := range s.Required {
			if _, ok := x[k]; !ok {
				bad = append(bad, at+" lacks "+k)
			}
		}
		for k, e := range x {
			switch p := s.Properties[k]; {
			case p != nil:
				bad = append(bad, p.check(top, at+"."+k, e)...)
			case s.Additional == false:
				bad = append(bad, at+" has "+k+", which the schema does not know")
			}
		}
	}
	return bad
}

// TestSchema asserts that the schema describes the report, and that it does not
// take just anything.
func TestSchema(t *testing.T) {
	s := readSchema(t)
	var b bytes.Buffer
	if err := small().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(b.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	for _, bad := range s.check(s, "report", v) {
		t.Error(bad)
	}
	for _, x := range []struct {
		what  string
		spoil func(v map[string]any)
	}{
		{"a field too many", func(v map[string]any) { v["more"] = 1.0 }},
		{"a field too few", func(v map[string]any) { delete(v, "notes") }},
		{"a text for a number", func(v map[string]any) { v["schema"] = "1" }},
		{"a class of its own", func(v map[string]any) { first(v, "results", "scores")["class"] = "positive" }},
		{"a sample that is a text", func(v map[string]any) { v["samples"] = []any{"a"} }},
	} {
		var v map[string]any
		json.Unmarshal(b.Bytes(), &v)
		x.spoil(v)
		if s.check(s, "report", v) == nil {
			t.Errorf("the schema takes %s", x.what)
		}
	}
}

// first returns the first object of lists within lists.
func first(v map[string]any, path ...string) map[string]any {
	for _, p := range path {
		v = v[p].([]any)[0].(map[string]any)
	}
	return v
}

// TestSchemaFields asserts that schema and types have the same fields: one that
// is added to a type is added to the schema.
func TestSchemaFields(t *testing.T) {
	top := readSchema(t)
	seen := map[string]bool{}
	var walk func(rt reflect.Type, s *schema)
	walk = func(rt reflect.Type, s *schema) {
		for rt.Kind() == reflect.Pointer || rt.Kind() == reflect.Slice {
			if rt.Kind() == reflect.Slice {
				s = s.Items
			}
			rt = rt.Elem()
		}
		if s.Ref != "" {
			if s.Ref != "#/$defs/"+rt.String() {
				t.Errorf("%s is described as %s", rt, s.Ref)
			}
			s = top.Defs[rt.String()]
		}
		if rt.Kind() != reflect.Struct || s.Properties == nil || seen[rt.String()] {
			return
		}
		seen[rt.String()] = true
		fields := map[string]bool{}
		for i := range rt.NumField() {
			f := rt.Field(i)
			name, opt, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.IsExported() || name == "-" {
				continue
			}
			fields[name] = true
			p := s.Properties[name]
			if p == nil {
				t.Errorf("the schema does not know %s.%s", rt, name)
				continue
			}
			if required := slices.Contains(s.Required, name); required != (opt == "") {
				t.Errorf("%s.%s: required in the schema is %v", rt, name, required)
			}
			walk(f.Type, p)
		}
		for name := range s.Properties {
			if !fields[name] {
				t.Errorf("%s has no field %s", rt, name)
			}
		}
	}
	walk(reflect.TypeFor[Report](), top)
	for name := range top.Defs {
		if !seen[name] {
			t.Errorf("nothing is described by %s", name)
		}
	}
}
