/** Generated from the OpenAPI document by `npm run generate:api`. Do not edit. */

export interface paths {
    "/api/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Approvals of every owning system, oldest first */
        get: operations["ApprovalsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many wait, are due today and are late */
        get: operations["ApprovalsController_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApprovalsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/approvals/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject; a rejection needs a comment */
        post: operations["ApprovalsController_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes, newest first; drafts only their requester sees */
        get: operations["ChangesController_list"];
        put?: never;
        /** Submit a change, or keep it as a draft */
        post: operations["ChangesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A change with its approvals and its objects in the owning systems */
        get: operations["ChangesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit a draft */
        post: operations["ChangesController_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a change back; only its requester, and only before it is approved */
        post: operations["ChangesController_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that happened to the change in every system */
        get: operations["ChangesController_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}/diagram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The diagrams of the running processes and where they stand */
        get: operations["ChangesController_diagram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, with which rights */
        get: operations["MeController_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ApprovalPage: {
            items: components["schemas"]["Approval"][];
            nextCursor: string | null;
        };
        Approval: {
            id: string;
            changeId: string;
            changeTitle: string;
            /** @enum {string} */
            changeType: "engineering" | "document" | "supplier" | "corrective-action";
            /** @enum {string} */
            domain: "quality" | "engineering" | "procurement" | "finance";
            stage: number;
            /** @enum {string} */
            owningSystem: "arena" | "windchill" | "erpnext";
            accountable: string;
            /** @enum {string} */
            state: "open" | "approved" | "rejected" | "withdrawn";
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            dueAt: string;
            escalationLevel: number;
            escalateTo: string;
            requester: string;
            requesterName: string;
            site: string;
            costImpact: number;
            currency: string;
            /** @enum {string} */
            riskClass: "low" | "medium" | "high";
            processInstanceKey: string;
            objectNumber: string | null;
            objectUrl: string | null;
            decision: {
                /** @enum {string} */
                verdict: "approved" | "rejected";
                by: string;
                byName: string;
                /** @enum {string} */
                via: "owning-system" | "tasklist" | "slack" | "web" | "api";
                /** Format: date-time */
                at: string;
                comment: string;
            } | null;
            rule: {
                /** @enum {string} */
                table: "selectApprovals";
                version: number;
                number: number;
                id: string;
            };
            mayDecide: boolean;
            contentDigest: string;
        };
        ApprovalSummary: {
            pending: number;
            dueToday: number;
            late: number;
            /** Format: date-time */
            oldestOpenedAt: string | null;
            bySystem: {
                [key: string]: number;
            };
        };
        Decision: {
            /** @enum {string} */
            verdict: "approved" | "rejected";
            by: string;
            byName: string;
            /** @enum {string} */
            via: "owning-system" | "tasklist" | "slack" | "web" | "api";
            /** Format: date-time */
            at: string;
            comment: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            errors?: {
                path: string;
                message: string;
            }[];
            decision?: {
                verdict: string;
                by: string;
                byName: string;
                via: string;
                at: string;
            } | null;
        };
        Change: {
            id: string;
            /** @enum {string} */
            state: "draft" | "in_review" | "approved" | "implementing" | "implemented" | "rejected" | "withdrawn" | "failed";
            /** @enum {string} */
            type: "engineering" | "document" | "supplier" | "corrective-action";
            title: string;
            requester: string;
            requesterName: string;
            source: string;
            site: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            submittedAt: string | null;
            /** Format: date-time */
            closedAt: string | null;
            outcomeReason: string | null;
            content: {
                /** @enum {string} */
                type: "engineering" | "document" | "supplier" | "corrective-action";
                title: string;
                /** @default  */
                description: string;
                /** @default  */
                reason: string;
                site: string;
                /** @default 0 */
                costImpact: number;
                /** @default EUR */
                currency: string;
                /**
                 * @default medium
                 * @enum {string}
                 */
                riskClass: "low" | "medium" | "high";
                /** @default false */
                hasSupplierImpact: boolean;
                /** @default [] */
                affectedItems: {
                    number: string;
                    revision?: string;
                    description?: string;
                }[];
            };
            contentDigest: string;
            sourceRef: string | null;
            processInstanceKey: string | null;
            operateUrl: string | null;
            approvals: components["schemas"]["Approval"][];
            owningObjects: {
                /** @enum {string} */
                system: "arena" | "windchill" | "erpnext";
                number: string;
                state: string;
                url: string | null;
            }[];
            mayWithdraw: boolean;
        };
        ChangePage: {
            items: components["schemas"]["ChangeSummary"][];
            nextCursor: string | null;
        };
        ChangeSummary: {
            id: string;
            /** @enum {string} */
            state: "draft" | "in_review" | "approved" | "implementing" | "implemented" | "rejected" | "withdrawn" | "failed";
            /** @enum {string} */
            type: "engineering" | "document" | "supplier" | "corrective-action";
            title: string;
            requester: string;
            requesterName: string;
            source: string;
            site: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            submittedAt: string | null;
            /** Format: date-time */
            closedAt: string | null;
            outcomeReason: string | null;
        };
        Timeline: {
            items: {
                index: number;
                /** Format: date-time */
                at: string;
                kind: string;
                actor: string;
                actorName: string;
                /** @enum {string|null} */
                via: "owning-system" | "tasklist" | "slack" | "web" | "api" | null;
                facts: {
                    [key: string]: unknown;
                };
                hash: string;
            }[];
        };
        ChangeDiagram: {
            processes: {
                processId: string;
                processInstanceKey: string | null;
                bpmnXml: string;
                elements: {
                    elementId: string;
                    /** @enum {string} */
                    state: "completed" | "active" | "incident" | "terminated";
                }[];
            }[];
            stale: boolean;
        };
        Me: {
            id: string;
            name: string;
            roles: ("requester" | "approver" | "manager" | "analyst" | "operator" | "auditor")[];
            groups: string[];
            /** @enum {string} */
            via: "owning-system" | "tasklist" | "slack" | "web" | "api";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ApprovalsController_list: {
        parameters: {
            query?: {
                scope?: "mine" | "all";
                state?: "open" | "approved" | "rejected" | "withdrawn";
                domain?: "quality" | "engineering" | "procurement" | "finance";
                owningSystem?: "arena" | "windchill" | "erpnext";
                late?: string;
                q?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalPage"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApprovalsController_summary: {
        parameters: {
            query?: {
                scope?: "mine" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalSummary"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApprovalsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApprovalsController_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "approved" | "rejected";
                    /** @default  */
                    comment?: string;
                    contentDigest?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description OWN_CHANGE or NOT_ELIGIBLE */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ALREADY_DECIDED (with who was first), APPROVAL_CLOSED or CONTENT_CHANGED */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangesController_list: {
        parameters: {
            query?: {
                state?: "draft" | "in_review" | "approved" | "implementing" | "implemented" | "rejected" | "withdrawn" | "failed";
                type?: "engineering" | "document" | "supplier" | "corrective-action";
                mine?: string;
                q?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePage"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangesController_create: {
        parameters: {
            query?: {
                draft?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "engineering" | "document" | "supplier" | "corrective-action";
                    title: string;
                    /** @default  */
                    description?: string;
                    /** @default  */
                    reason?: string;
                    site: string;
                    /** @default 0 */
                    costImpact?: number;
                    /** @default EUR */
                    currency?: string;
                    /**
                     * @default medium
                     * @enum {string}
                     */
                    riskClass?: "low" | "medium" | "high";
                    /** @default false */
                    hasSupplierImpact?: boolean;
                    /** @default [] */
                    affectedItems?: {
                        number: string;
                        revision?: string;
                        description?: string;
                    }[];
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangesController_submit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangesController_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangesController_timeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangesController_diagram: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeDiagram"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    MeController_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description What is wrong, and what to do next */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
