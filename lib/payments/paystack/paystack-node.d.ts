/** Types for the used part of the untyped package. */

declare module 'paystack-node' {
  export type Answer = {
    statusCode: number;
    headers: Record<string, string | string[] | undefined>;
    body: unknown;
  };
  export type Send = (
    path: string,
    options: Record<string, unknown>,
  ) => Promise<Answer> & { cancel?: () => void };

  export default class PayStack {
    constructor(secretKey: string);
    httpBaseClient: { get: Send; post: Send };
    /** Throws, not rejects, if a parameter is missing or has another type. */
    initializeTransaction(params: {
      reference: string;
      amount: number;
      currency: string;
      email: string;
      callback_url: string;
      metadata: string;
    }): Promise<Answer>;
    verifyTransaction(params: { reference: string }): Promise<Answer>;
    getTransaction(params: { id: string }): Promise<Answer>;
    createRefund(params: {
      transaction: string;
      amount: number;
      currency: string;
      customer_note: string;
      merchant_note: string;
    }): Promise<Answer>;
    listRefund(params: { transaction?: string; perPage: number; page: number }): Promise<Answer>;
    listDisputes(params: { transaction?: string; perPage: number; page: number }): Promise<Answer>;
  }
}

declare module 'paystack-node/src/endpoints/transactions.js' {
  const endpoints: {
    initializeTransaction: {
      params: Record<string, unknown>;
      param_defaults: Record<string, unknown> | null;
    };
  };
  export default endpoints;
}

declare module 'paystack-node/src/endpoints/disputes.js' {
  const endpoints: { listDisputes: { params: Record<string, unknown> } };
  export default endpoints;
}

declare module 'paystack-node/src/endpoints/refunds.js' {
  type Endpoint = { params: Record<string, unknown>; param_defaults: Record<string, unknown> | null };
  const endpoints: { createRefund: Endpoint; listRefund: Endpoint };
  export default endpoints;
}
